-- code: V-110
-- severity: warning
-- source: general
-- title: {zh: 容易混淆的区划名称, en: Names of areas that are easily mixed up}
-- message:
--   zh: “{name}”和“{other_name}”（{other}）名称相近，容易混淆
--   en: '"{name}" and "{other_name}" ({other}) are easily mixed up'
-- hint:
--   zh: 确认是两个不同的地方后，在 notes_public 里写明与 {code} 不是一处；引用时按编号，不按名称
--   en: once you know that they are two places, say so in notes_public with the code {code}; refer to them by id

WITH named AS (
    SELECT
        *,
        regexp_replace(
            name, '(街道|居民委员会|村民委员会|社区居委会|村委会|居委会|社区|镇|乡|村)$', ''
        ) AS stem
    FROM current_areas
    WHERE level <> 'district'
)
SELECT
    id,
    'name' AS field,
    name,
    first_value(id) OVER by_stem AS other,
    first_value(name) OVER by_stem AS other_name,
    first_value(code) OVER by_stem AS code
FROM named
WINDOW by_stem AS (PARTITION BY level, stem ORDER BY id)
-- A note that names the other's code shows that somebody has looked.
QUALIFY row_number() OVER by_stem > 1 AND NOT coalesce(contains(notes_public, first_value(code) OVER by_stem), false)
