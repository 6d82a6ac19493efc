-- id: I-FLAT-03
-- title: {zh: 诉求流转次数, en: Hands a demand goes through}
-- kind: mean
-- unit: transfers
-- formula: {zh: 诉求经过的单位数之和 ÷ 诉求数；另计第一个单位就答复的占比, en: "sum of the organisations a demand went through ÷ demands; and the share answered by the first"}
-- numerator: {zh: 各诉求经过的单位数之和；第一个单位就答复的诉求, en: sum of the organisations on the way of each demand; demands answered by the first}
-- denominator: {zh: 登记了流转过程的诉求；登记了流转过程、已回复的诉求, en: demands whose way is recorded; those of them that were answered}
-- population: {zh: 当年收到的诉求，当年撤回和重复的不算；没有登记流转过程的列为缺失。次数少不等于办得好, en: "demands of the year without those withdrawn or duplicate in it; those without a recorded way are missing. Fewer hands are not in themselves better work"}
-- not_computable: {zh: 没有登记了流转过程的诉求, en: no demand has its way recorded}
-- source: 二(三)
-- breakdowns:
--   first_receiver: {zh: 第一个单位就答复, en: Answered by the first, unit: percent}

WITH ways AS (
    SELECT demands.area, demands.period, first_reply_on, count(routing.seq) AS hands
    FROM counted_demands AS demands
    LEFT JOIN demands__routing AS routing ON routing.demand_id = demands.id
    GROUP BY demands.id, demands.area, demands.period, first_reply_on
)
SELECT
    counted_in AS area,
    period,
    breakdown,
    if(breakdown = 'all', sum(hands), count(*) FILTER (hands = 1 AND first_reply_on IS NOT NULL)) AS numerator,
    if(breakdown = 'all', count(*) FILTER (hands > 0), count(first_reply_on) FILTER (hands > 0)) AS denominator,
    count(*) FILTER (hands = 0) AS missing
FROM ways
JOIN places USING (area)
CROSS JOIN (VALUES ('all'), ('first_receiver')) AS measures (breakdown)
GROUP BY counted_in, period, breakdown
