-- id: I-FLAT-02
-- title: {zh: 区级直达率, en: Led by the district}
-- kind: share
-- unit: percent
-- formula: {zh: 区级岗位或组织主办、带头的活动和配送 ÷ 全部活动和配送, en: events and deliveries hosted or led by an organisation or post of the district ÷ all}
-- numerator: {zh: 主办（定制）单位是区级团组织，或由区级岗位带头的, en: those whose host is the district committee or which one of its posts leads}
-- denominator: {zh: 当年已举办的活动和已送到的配送, en: events held and deliveries made in the year}
-- population: {zh: 按地点当天所在镇街；配送办成活动的，在活动里算，不重复算；只说明谁直接参与，不说明效果, en: "by the town of the place on that day; a delivery that became an event counts as the event; it tells who took part directly and nothing of effects"}
-- not_computable: {zh: 没有已举办的活动和已送到的配送, en: there were no events and no deliveries}
-- source: 二(三)
-- breakdowns:
--   events: {zh: 活动, en: Events}
--   deliveries: {zh: 配送, en: Deliveries}

WITH done AS (
    SELECT
        events.area,
        period,
        'events' AS kind,
        coalesce('district' IN (hosts.tier, leaders.tier), false) AS by_district
    FROM held_events AS events
    LEFT JOIN orgs AS hosts ON hosts.id = events.host_org
    LEFT JOIN posts ON posts.id = events.led_by_post
    LEFT JOIN orgs AS leaders ON leaders.id = posts.org
    UNION ALL
    SELECT stays.area, year(delivered_on)::VARCHAR, 'deliveries', coalesce(makers.tier = 'district', false)
    FROM deliveries
    JOIN place_areas AS stays ON stays.id = deliveries.place AND delivered_on BETWEEN stays.first_on AND stays.last_on
    LEFT JOIN orgs AS makers ON makers.id = deliveries.customised_by_org
    WHERE delivered_on <= getvariable('as_of') AND deliveries.event IS NULL
)
SELECT
    counted_in AS area,
    period,
    breakdown,
    count(*) FILTER (by_district) AS numerator,
    count(*) AS denominator
FROM (SELECT *, unnest(['all', kind]) AS breakdown FROM done)
JOIN places USING (area)
GROUP BY ALL
