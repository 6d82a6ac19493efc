-- id: I-ACT-03
-- title: {zh: 到场率, en: Attendance}
-- kind: ratio
-- unit: percent
-- formula: {zh: 参加人次 ÷ 活动名额, en: participations ÷ capacity}
-- numerator: {zh: 填写了人次和名额的活动的参加人次之和, en: sum of the participations of events with both numbers}
-- denominator: {zh: 同一些活动的名额之和, en: sum of the capacity of the same events}
-- population: {zh: 当年已举办的活动；两个数缺一个的列为缺失；到场多于名额时大于100%, en: "events held in the year; those without one of the numbers are missing; more than 100% where more came than were expected"}
-- not_computable: {zh: 没有同时填写了人次和名额的活动, en: no event has both numbers}
-- source: 三(四)2
-- protects: persons

SELECT
    counted_in AS area,
    period,
    sum(result_participants) FILTER (capacity > 0) AS numerator,
    sum(capacity) FILTER (result_participants IS NOT NULL) AS denominator,
    count(*) FILTER (capacity > 0 AND result_participants IS NOT NULL) AS n,
    count(*) - count(*) FILTER (capacity > 0 AND result_participants IS NOT NULL) AS missing
FROM held_events
JOIN places USING (area)
GROUP BY ALL
