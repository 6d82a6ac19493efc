-- code: V-401
-- severity: error
-- source: general
-- title: {zh: 坐标最多四位小数, en: Points have four decimals at most}
-- message:
--   zh: "{label_zh} {value} 的小数超过四位"
--   en: the {label_en} {value} has more than four decimals
-- hint:
--   zh: 四舍五入为 {rounded}（约十米），更细的坐标不宜公开
--   en: round it to {rounded} (about ten metres); finer ones should not be public

SELECT *, round(value, 4) AS rounded
FROM (
    SELECT id, 'location.lon' AS field, '经度' AS label_zh, 'longitude' AS label_en, location_lon AS value
    FROM points
    UNION ALL
    SELECT id, 'location.lat', '纬度', 'latitude', location_lat
    FROM points
)
WHERE abs(value - round(value, 4)) > 1e-9
