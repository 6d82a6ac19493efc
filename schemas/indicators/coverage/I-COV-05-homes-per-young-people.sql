-- id: I-COV-05
-- title: {zh: 每万名青年拥有的青年之家, en: "Youth Homes per 10,000 young people"}
-- kind: ratio
-- unit: per_10000
-- formula: {zh: 开放的青年之家 ÷ 青年人口 × 10000, en: "open homes ÷ youth population × 10,000"}
-- numerator: {zh: 统计基准日开放的青年之家, en: homes that are open on the day}
-- denominator: {zh: 登记的青年人口，年龄口径与方案相同，取最近一年, en: "recorded youth population of the plan's age range, of the latest year"}
-- population: {zh: 青年按方案登记的年龄口径（youth_age）；常住总人口不是青年人口，不拿来代替, en: young people in the plan's age range (youth_age); the whole population is no stand-in for them}
-- not_computable: {zh: 没有登记同一年龄口径的青年人口, en: no youth population of the same age range is recorded}
-- source: general

WITH population AS (
    SELECT area_id AS area, denominators.value, age_min, age_max
    FROM areas__denominators AS denominators
    JOIN plan ON youth_age_min = age_min AND youth_age_max = age_max
    JOIN district ON district.plan = plan.id
    WHERE denominators.indicator = 'youth_population' AND denominators.value > 0
        AND make_date(denominators.year, 1, 1) <= getvariable('as_of')
    QUALIFY row_number() OVER (PARTITION BY area_id ORDER BY denominators.year DESC, seq) = 1
)
SELECT
    reported_areas.counted_in AS area,
    count(homes.id) AS numerator,
    any_value(population.value) AS denominator,
    any_value(age_min) AS age_min,
    any_value(age_max) AS age_max,
    if(any_value(population.value) IS NULL, 'population_missing', NULL) AS reason
FROM reported_areas
LEFT JOIN places ON places.counted_in = reported_areas.counted_in
LEFT JOIN open_homes AS homes ON homes.area = places.area
LEFT JOIN population ON population.area = reported_areas.counted_in
GROUP BY reported_areas.counted_in
