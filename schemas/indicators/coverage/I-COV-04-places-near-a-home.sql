-- id: I-COV-04
-- title: {zh: 1.5公里内有青年之家的聚集点, en: Gathering places within 1.5 km of a home}
-- kind: share
-- unit: percent
-- formula: {zh: 直线1.5公里内有开放的青年之家的青年聚集点 ÷ 有坐标的青年聚集点, en: "gathering places with an open home within 1.5 km in a straight line ÷ gathering places with coordinates"}
-- numerator: {zh: 直线距离1.5公里内至少有一个开放的青年之家的青年聚集点, en: gathering places with at least one open home within 1.5 km}
-- denominator: {zh: 有坐标的青年聚集点, en: gathering places with coordinates}
-- population: {zh: 数的是青年聚集点（园区、楼宇、宿舍等登记了的地方），不是青年人数，也不是村（社区）。在用的青年聚集点；没有坐标的列为缺失。村（社区）没有登记坐标，不在其中。直线距离，不是步行距离, en: "what is counted are recorded gathering places (parks, office buildings, dormitories and the like), neither young people nor villages. Gathering places in use; those without coordinates are missing. Villages have no coordinates and are left out. Straight lines, not ways on foot"}
-- not_computable: {zh: 没有登记了坐标的青年聚集点, en: no gathering place with coordinates is recorded}
-- source: 二(三)

-- Homes and places meet in cells of 0.02 degrees, wider than 1.5 km here, each home in the nine around it.
WITH cells AS (
    SELECT
        lon_wgs84 AS lon,
        lat_wgs84 AS lat,
        floor(lon_wgs84 / 0.02) + dx AS x,
        floor(lat_wgs84 / 0.02) + dy AS y
    FROM open_homes
    CROSS JOIN (VALUES (-1), (0), (1)) AS columns (dx)
    CROSS JOIN (VALUES (-1), (0), (1)) AS rows (dy)
    WHERE lon_wgs84 IS NOT NULL
),
near AS (
    SELECT DISTINCT places.id
    FROM gathering_places AS places
    JOIN cells ON cells.x = floor(lon_wgs84 / 0.02) AND cells.y = floor(lat_wgs84 / 0.02)
    WHERE 2 * 6371008.8 * asin(sqrt(
        sin(radians(lat - lat_wgs84) / 2) ** 2
        + cos(radians(lat)) * cos(radians(lat_wgs84)) * sin(radians(lon - lon_wgs84) / 2) ** 2
    )) <= 1500
)
SELECT
    counted_in AS area,
    count(near.id) AS numerator,
    count(points.lon_wgs84) AS denominator,
    count(*) - count(points.lon_wgs84) AS missing
FROM gathering_places AS points
JOIN places ON places.area = points.area
LEFT JOIN near ON near.id = points.id
WHERE points.status = 'active'
GROUP BY ALL
