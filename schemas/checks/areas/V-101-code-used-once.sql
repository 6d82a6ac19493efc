-- code: V-101
-- severity: error
-- source: general
-- title: {zh: 同一时期区划代码不重复, en: A code belongs to one area at a time}
-- message:
--   zh: 代码 {code} 同时也是“{other_name}”（{other}）的代码
--   en: the code {code} is also that of "{other_name}" ({other})
-- hint:
--   zh: 核对代码；前后两个时期共用一个代码时，写清 valid_to 和 valid_from
--   en: check the code; if one area follows the other, give valid_to and valid_from

SELECT
    id,
    'code' AS field,
    code,
    lag(id) OVER by_time AS other,
    lag(name) OVER by_time AS other_name
FROM areas
WINDOW by_time AS (PARTITION BY code ORDER BY valid_from NULLS FIRST, id)
QUALIFY lag(id) OVER by_time IS NOT NULL
    AND coalesce(lag(valid_to) OVER by_time >= valid_from, true)
