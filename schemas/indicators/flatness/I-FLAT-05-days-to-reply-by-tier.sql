-- id: I-FLAT-05
-- title: {zh: 各级首次回复时长, en: Days to the first reply by tier}
-- kind: median
-- unit: workdays
-- formula: {zh: 从收到诉求到首次回复的工作日数，按诉求先到哪一级分别取中位数, en: "working days from a demand to the first reply; the median, by the tier that got it first"}
-- population: {zh: 当年收到的诉求，当年撤回和重复的不算，按流转记录的第一个单位；没有回复、没有登记流转过程或日期不在工作日历内的列为缺失, en: "demands of the year without those withdrawn or duplicate in it, by the first organisation on their way; those not answered, or with a date outside the calendar, are missing"}
-- not_computable: {zh: 没有能判断的诉求, en: no demand can be judged}
-- source: 二(三)
-- breakdowns:
--   district: {zh: 先到区级, en: First to the district}
--   direct: {zh: 先到直属团组织, en: First to an organisation beside the towns}
--   town: {zh: 先到镇街, en: First to a town}
--   village: {zh: 先到村社, en: First to a village}
--   unit: {zh: 先到其他单位团组织, en: First to another League unit}

SELECT
    counted_in AS area,
    period,
    orgs.tier AS breakdown,
    median(days_to_reply) AS value,
    count(days_to_reply) AS n,
    count(*) - count(days_to_reply) AS missing
FROM counted_demands AS demands
JOIN places USING (area)
JOIN demands__routing AS routing ON routing.demand_id = demands.id AND routing.seq = 1
JOIN orgs ON orgs.id = routing.org
WHERE orgs.tier IN ('district', 'direct', 'town', 'village', 'unit')
GROUP BY counted_in, period, orgs.tier
