-- id: I-FLAT-01
-- title: {zh: 联系层级, en: Steps from the district to a home}
-- kind: mean
-- unit: hops
-- formula: {zh: 从团区委到青年之家负责岗位经过的级数之和 ÷ 青年之家数, en: sum of the steps from the district committee to the post responsible for each home ÷ homes}
-- numerator: {zh: 级数之和：区级领导领办或区级运营为1，镇街（直属）运营为2，村（社区）运营为3，单位团组织运营为它的上级团组织的级数加1, en: "sum of steps: 1 if a district leader leads the home or the district runs it, 2 if a town (or an organisation beside it), 3 if a village; if a body of its own, one more than the organisation above that"}
-- denominator: {zh: 能判断负责岗位的开放青年之家, en: open homes whose responsible post can be told}
-- population: {zh: 统计基准日开放的青年之家；运营单位不是团组织时看主管团组织；领办使级数变小是做法本身，不说明效果, en: homes that are open on the day; where the operator is no League organisation its supervisor counts; a leader who takes a home on shortens the way by definition and this says nothing of effects}
-- not_computable: {zh: 没有开放的青年之家，或都无法判断, en: no home is open or none can be judged}
-- source: 二(三)
-- breakdowns:
--   one: {zh: 1级的占比, en: Share at 1 step, unit: percent}
--   two: {zh: 2级的占比, en: Share at 2 steps, unit: percent}
--   three: {zh: 3级的占比, en: Share at 3 steps, unit: percent}
--   more: {zh: 4级及以上的占比, en: Share at 4 steps or more, unit: percent}

WITH RECURSIVE ranked AS (
    SELECT id, if(tier = 'district', 1, if(tier = 'village', 3, 2)) AS hops
    FROM orgs
    WHERE tier IN ('district', 'direct', 'town', 'village')
    UNION ALL
    SELECT orgs.id, ranked.hops + 1
    FROM orgs
    JOIN ranked ON ranked.id = orgs.parent
    WHERE orgs.tier = 'unit'
),
led AS (
    SELECT DISTINCT leads.home
    FROM lead_assignments AS leads
    JOIN posts ON posts.id = leads.post AND posts.is_district_leader
    WHERE leads.status = 'active'
        AND coalesce(leads."from" <= getvariable('as_of'), true)
        AND coalesce(leads."to" >= getvariable('as_of'), true)
),
steps AS (
    SELECT
        homes.area,
        if(led.home IS NOT NULL, 1, coalesce(operator.hops, supervisor.hops)) AS hops
    FROM open_homes AS homes
    LEFT JOIN ranked AS operator ON operator.id = homes.operator_org
    LEFT JOIN ranked AS supervisor ON supervisor.id = homes.supervising_org
    LEFT JOIN led ON led.home = homes.id
)
-- The least of NULL and 4 is 4: homes that cannot be told are kept out by count(hops).
SELECT
    counted_in AS area,
    breakdown,
    if(number = 0, sum(hops), count(hops) FILTER (least(hops, 4) = number)) AS numerator,
    count(hops) AS denominator,
    count(*) - count(hops) AS missing
FROM steps
JOIN places USING (area)
CROSS JOIN (VALUES ('all', 0), ('one', 1), ('two', 2), ('three', 3), ('more', 4)) AS counts (breakdown, number)
GROUP BY counted_in, breakdown, number
