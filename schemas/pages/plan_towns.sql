-- title: {zh: 方案涉及的镇街有几个, en: How many towns the plan covers}
-- about: {zh: 每份方案单元基准日的和当日的镇（街道）数, en: "The number of towns and subdistricts on the baseline date of each plan and on the day"}
-- columns:
--   plan: {zh: 方案, en: plan}
--   baseline_date: {zh: 单元基准日, en: baseline date}
--   towns_then: {zh: 基准日的镇街数, en: towns on the baseline date}
--   towns_now: {zh: 当日的镇街数, en: towns on the day}

SELECT
    plans.plan,
    plans.baseline_date,
    count(*) FILTER (
        coalesce(areas.valid_from <= plans.baseline_date, true) AND coalesce(areas.valid_to >= plans.baseline_date, true)
    ) AS towns_then,
    (SELECT count(*) FROM towns) AS towns_now
FROM plans
JOIN areas ON areas.parent = plans.district_area AND areas.level = 'town'
GROUP BY ALL
