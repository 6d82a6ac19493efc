-- id: I-FLAT-01
-- title: {zh: 联系层级, en: Steps from the district to a home}
-- kind: mean
-- unit: hops
-- formula: {zh: 从团区委到青年之家负责岗位经过的级数之和 ÷ 青年之家数, en: sum of the steps from the district committee to the post responsible for each home ÷ homes}
-- numerator: {zh: 级数之和：区级领导领办或区级运营为1，镇街（直属）运营为2，村（社区）运营为3, en: "sum of steps: 1 if a district leader leads the home or the district runs it, 2 if a town (or an organisation beside it), 3 if a village"}
-- denominator: {zh: 能判断负责岗位的开放青年之家, en: open homes whose responsible post can be told}
-- population: {zh: 统计基准日开放的青年之家；运营单位不是团组织时看主管团组织；领办使级数变小是做法本身，不说明效果, en: homes that are open on the day; where the operator is no League organisation its supervisor counts; a leader who takes a home on shortens the way by definition and this says nothing of effects}
-- not_computable: {zh: 没有开放的青年之家，或都无法判断, en: no home is open or none can be judged}
-- source: 二(三)
-- breakdowns:
--   one: {zh: 1级的占比, en: Share at 1 step, unit: percent}
--   two: {zh: 2级的占比, en: Share at 2 steps, unit: percent}
--   three: {zh: 3级的占比, en: Share at 3 steps, unit: percent}

WITH led AS (
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
        CASE
            WHEN led.home IS NOT NULL THEN 1
            ELSE CASE coalesce(operator.tier, supervisor.tier)
                WHEN 'district' THEN 1
                WHEN 'direct' THEN 2
                WHEN 'town' THEN 2
                WHEN 'village' THEN 3
            END
        END AS hops
    FROM open_homes AS homes
    LEFT JOIN orgs AS operator ON operator.id = homes.operator_org
    LEFT JOIN orgs AS supervisor ON supervisor.id = homes.supervising_org
    LEFT JOIN led ON led.home = homes.id
)
SELECT
    counted_in AS area,
    breakdown,
    if(number = 0, sum(hops), count(*) FILTER (hops = number)) AS numerator,
    count(hops) AS denominator,
    count(*) - count(hops) AS missing
FROM steps
JOIN places USING (area)
CROSS JOIN (VALUES ('all', 0), ('one', 1), ('two', 2), ('three', 3)) AS counts (breakdown, number)
GROUP BY counted_in, breakdown, number
