-- code: V-002
-- severity: error
-- source: general
-- title: {zh: 方案的设定自相符合, en: Settings of the plan agree with each other}
-- message: {zh: "{what_zh}", en: "{what_en}"}
-- hint: {zh: "{do_zh}", en: "{do_en}"}

SELECT
    id,
    'evaluation_weights' AS field,
    format('三个维度的权重合计是 {}，应为 1', round(total, 4)) AS what_zh,
    format('the three weights add up to {}, not to 1', round(total, 4)) AS what_en,
    '调整 party_gov、internal、youth，使三者合计为 1；还没有定就把 evaluation_weights 写成 null' AS do_zh,
    'make party_gov, internal and youth add up to 1, or set evaluation_weights to null' AS do_en
FROM (
    SELECT
        id,
        evaluation_weights_party_gov + evaluation_weights_internal + evaluation_weights_youth AS total
    FROM plan
)
WHERE abs(total - 1) > 1e-9

UNION ALL

SELECT
    id,
    'youth_age.max',
    format('青年年龄的上限 {} 小于下限 {}', youth_age_max, youth_age_min),
    format('the highest age {} is below the lowest age {}', youth_age_max, youth_age_min),
    '核对 min 和 max，写反了就对调',
    'check min and max; swap them if they are the wrong way round'
FROM plan
WHERE youth_age_max < youth_age_min

UNION ALL

SELECT
    plan_id,
    'bbox',
    format('坐标范围写反了：{}', box),
    format('the box is the wrong way round: {}', box),
    '四个数依次是：最西经度、最南纬度、最东经度、最北纬度',
    'the four numbers are, in order: west, south, east, north'
FROM (SELECT plan_id, array_agg(value ORDER BY seq) AS box FROM plan__bbox GROUP BY plan_id)
WHERE box[1] >= box[3] OR box[2] >= box[4]

UNION ALL

SELECT
    plan_id,
    format('work_hours[{}].to', seq - 1),
    format('下班时间 {} 不晚于上班时间 {}', "to", "from"),
    format('work ends at {}, not after it begins at {}', "to", "from"),
    '核对 from 和 to，用 24 小时制，例如 "09:00" 和 "17:00"',
    'check from and to; use the 24-hour clock, for example "09:00" and "17:00"'
FROM plan__work_hours
WHERE "to" <= "from"
