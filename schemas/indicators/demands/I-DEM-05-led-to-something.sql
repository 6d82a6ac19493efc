-- id: I-DEM-05
-- title: {zh: 诉求转化率, en: Demands that led to something}
-- kind: share
-- unit: percent
-- formula: {zh: 促成了服务、活动或任务的诉求 ÷ 全部诉求, en: "demands that led to a service, an event or a task ÷ all demands"}
-- numerator: {zh: 写明促成了什么（led_to）的诉求, en: demands that name what they led to}
-- denominator: {zh: 当年收到的诉求, en: demands of the year}
-- population: {zh: 当年收到的诉求，当年撤回和重复的不算, en: demands of the year without those withdrawn or duplicate in it}
-- not_computable: {zh: 当年没有诉求, en: there were no demands}
-- source: 三(三)2

SELECT
    counted_in AS area,
    period,
    count(led.demand_id) AS numerator,
    count(*) AS denominator
FROM counted_demands AS demands
JOIN places USING (area)
LEFT JOIN (SELECT DISTINCT demand_id FROM demands__led_to) AS led ON led.demand_id = demands.id
GROUP BY ALL
