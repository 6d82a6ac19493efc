-- id: I-ACT-01
-- title: {zh: 活动场次与人次, en: Events and participations}
-- kind: count
-- unit: events
-- formula: {zh: 当年已举办的活动场次；各场参加人次之和, en: events held in the year; the sum of their participations}
-- population: {zh: 已举办的活动，按地点当天所在镇街；已经结束、还没有登记办没办的列为缺失；人次不是人数，不能除以人口当作参与率, en: "events that were held, by the town of the place on that day; those that are over while nobody has recorded what became of them are missing; a person who comes twice counts twice, so this divided by the population is no rate of participation"}
-- not_computable: {zh: 没有已举办的活动，或都没有填写人次, en: "no event was held, or none has its participations recorded"}
-- source: 三(四)1
-- protects: persons
-- breakdowns:
--   events: {zh: 场次, en: Events, protects: nothing}
--   participations: {zh: 人次, en: Participations, unit: participations}

WITH counted AS (
    SELECT id, period, result_participants, counted_in, true AS is_held
    FROM held_events
    JOIN places USING (area)
    UNION ALL
    SELECT events.id, year(starts_at)::VARCHAR, NULL, counted_in, false
    FROM events
    JOIN places USING (area)
    WHERE events.status = 'announced' AND is_over
),
wanted AS (
    SELECT DISTINCT period, counted_in FROM counted
    UNION
    SELECT DISTINCT period, district.area FROM counted CROSS JOIN district
    UNION
    SELECT DISTINCT period, towns.id
    FROM counted
    JOIN areas AS towns ON coalesce(year(valid_from) <= period::INTEGER, true)
        AND coalesce(year(valid_to) >= period::INTEGER, true)
    JOIN district ON district.area = towns.parent
    WHERE level = 'town'
)
SELECT
    wanted.counted_in AS area,
    wanted.period,
    breakdown,
    if(breakdown = 'events', count(id) FILTER (is_held), sum(result_participants)) AS value,
    if(breakdown = 'events', count(id) FILTER (is_held), count(result_participants)) AS n,
    if(breakdown = 'events', count(id) FILTER (NOT is_held), count(id) - count(result_participants)) AS missing
FROM wanted
LEFT JOIN counted USING (period, counted_in)
CROSS JOIN (VALUES ('events'), ('participations')) AS measures (breakdown)
GROUP BY wanted.counted_in, wanted.period, breakdown
