-- id: I-OPEN-02
-- title: {zh: 8小时外占比, en: Share outside working hours}
-- kind: share
-- unit: percent
-- formula: {zh: 工作时间以外的开放时长（或活动） ÷ 全部, en: opening hours (or events) outside working hours ÷ all}
-- numerator: {zh: 方案设定的工作时间以外的开放小时数；有任何一段在工作时间以外的活动, en: opening hours outside the plan's working hours; events with any part outside them}
-- denominator: {zh: 平常一周的全部开放小时数；当年已举办、能判断时间的全部活动, en: all opening hours of the usual week; all events of the year that can be judged}
-- population: {zh: 开放时长按统计基准日平常一周和当日执行的方案，活动按年和举办那天执行的方案；节假日和调休按工作日历, en: "hours by the usual week and the plan on the day, events by the year and the plan in force when they took place; holidays and make-up days after the working calendar"}
-- not_computable: {zh: 方案没有设定工作时间，或没有登记开放时间和活动, en: "the plan gives no working hours, or no hours and events are recorded"}
-- source: 三(四)1
-- breakdowns:
--   hours: {zh: 开放时长, en: Opening hours}
--   events: {zh: 活动, en: Events}

WITH work AS (
    SELECT day, begins, ends
    FROM plan_hours
    WHERE getvariable('as_of') BETWEEN first_on AND last_on
),
openings AS (
    SELECT
        opening.area,
        opening.home,
        opening.ends - opening.begins AS minutes,
        coalesce(
            sum(greatest(0, least(opening.ends, work.ends) - greatest(opening.begins, work.begins)))
                FILTER (work.day IS NOT NULL),
            0
        ) AS inside
    FROM opening_minutes AS opening
    LEFT JOIN work ON work.day = opening.day
    GROUP BY opening.area, opening.home, opening.day, opening.begins, opening.ends
),
parts AS (
    SELECT counted_in AS area, 'hours' AS breakdown, NULL AS period,
        sum(minutes - inside) / 60 AS numerator, sum(minutes) / 60 AS denominator,
        count(DISTINCT home) AS n, 0 AS missing, EXISTS (FROM work) AS is_set
    FROM openings
    JOIN places USING (area)
    GROUP BY ALL
    UNION ALL
    SELECT counted_in, 'events', period,
        count(*) FILTER (outside_hours), count(outside_hours),
        count(outside_hours), count(*) - count(outside_hours), bool_or(hours.plan IS NOT NULL)
    FROM held_events
    LEFT JOIN (SELECT DISTINCT plan, first_on, last_on FROM plan_hours) AS hours
        ON starts_at::DATE BETWEEN hours.first_on AND hours.last_on
    JOIN places USING (area)
    GROUP BY ALL
)
SELECT * EXCLUDE (is_set), if(is_set, NULL, 'work_hours_not_set') AS reason
FROM parts
