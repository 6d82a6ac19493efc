-- code: V-401
-- severity: error
-- source: general
-- title: {zh: 坐标在本区范围内, en: Points lie inside the district}
-- message:
--   zh: 坐标 {lon}, {lat} 不在本区范围内（经度 {box[0]}–{box[2]}，纬度 {box[1]}–{box[3]}）
--   en: the point {lon}, {lat} is outside the district (longitude {box[0]} to {box[2]}, latitude {box[1]} to {box[3]})
-- hint:
--   zh: 核对 lon（经度）、lat（纬度）有没有抄错数字、写反了；范围见方案的 bbox
--   en: check the digits of lon and lat, and their order; the range is bbox of the plan

WITH district_box AS (
    SELECT array_agg(value ORDER BY seq) AS box
    FROM plan__bbox
    JOIN district ON district.plan = plan_id
)
SELECT
    id,
    if(location_lon BETWEEN box[1] AND box[3], 'location.lat', 'location.lon') AS field,
    location_lon AS lon,
    location_lat AS lat,
    box
FROM points
CROSS JOIN district_box
WHERE box[1] < box[3]
    AND box[2] < box[4]
    AND NOT (location_lon BETWEEN box[1] AND box[3] AND location_lat BETWEEN box[2] AND box[4])
