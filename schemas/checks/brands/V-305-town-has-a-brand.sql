-- code: V-305
-- severity: warning
-- scope: catalog
-- source: 三(二)1
-- title: {zh: 一域一品, en: Every town has a brand}
-- message:
--   zh: “{name}”还没有“一域一品”品牌
--   en: '"{name}" has no brand of its own yet'
-- hint:
--   zh: 在 data/brands/ 建立一个品牌（area 写 {id}）；已中止的不算
--   en: add one to data/brands/ (area {id}); discontinued ones do not count

-- From the third phase on, what was a gap is a failure.
SELECT id, name, if(summing_up, 'error', 'warning') AS severity
FROM towns
CROSS JOIN (
    SELECT coalesce(bool_or(code = 'summary' AND starts_on <= getvariable('as_of')), false) AS summing_up
    FROM phases
)
WHERE id NOT IN (
    SELECT area FROM brands WHERE status <> 'discontinued'
    UNION ALL
    SELECT value FROM brands__areas JOIN brands ON brands.id = brand_id WHERE status <> 'discontinued'
)
