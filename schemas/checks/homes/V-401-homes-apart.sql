-- code: V-401
-- severity: warning
-- source: general
-- title: {zh: 青年之家不重叠, en: Homes are not on top of each other}
-- message:
--   zh: 坐标离“{other_name}”（{other}）只有 {metres} 米
--   en: the point is only {metres} m from "{other_name}" ({other})
-- hint:
--   zh: 看是不是同一处写了两遍，或坐标照抄了；确是紧邻的不用改
--   en: see whether one place is recorded twice or the point was copied; leave it if they are neighbours

-- Points are compared as they were recorded, with those of the same datum: converted ones are rounded to what
-- is known of them. They fall into cells of about 11 m. Each home is compared with the first home of every cell
-- around its own, so the work grows with the number of homes, even if all stand on one spot.
WITH placed AS (
    SELECT
        id,
        name,
        location_crs AS crs,
        location_lon AS lon,
        location_lat AS lat,
        floor(location_lon * 10000)::BIGINT AS x,
        floor(location_lat * 10000)::BIGINT AS y
    FROM homes
    WHERE location_lon IS NOT NULL AND status <> 'closed' AND NOT coalesce(location_coarse, false)
),
first_of_cell AS (
    SELECT crs, x, y, min(id) AS id, arg_min(name, id) AS name, arg_min(lon, id) AS lon, arg_min(lat, id) AS lat
    FROM placed
    GROUP BY crs, x, y
),
near AS (
    SELECT
        placed.id,
        first_of_cell.id AS other,
        first_of_cell.name AS other_name,
        111195 * sqrt(
            (placed.lat - first_of_cell.lat) ** 2
            + ((placed.lon - first_of_cell.lon) * cos(radians(placed.lat))) ** 2
        ) AS metres
    FROM placed
    CROSS JOIN range(-5, 6) AS across (dx)
    CROSS JOIN range(-3, 4) AS up (dy)
    JOIN first_of_cell
        ON first_of_cell.crs = placed.crs AND first_of_cell.x = placed.x + dx AND first_of_cell.y = placed.y + dy
    WHERE first_of_cell.id < placed.id
)
SELECT
    id,
    'location.lon' AS field,
    arg_min(other, (metres, other)) AS other,
    arg_min(other_name, (metres, other)) AS other_name,
    round(min(metres))::BIGINT AS metres
FROM near
WHERE metres < 30
GROUP BY id
