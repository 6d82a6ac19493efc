-- Places that may be one place recorded twice: homes, and gathering places. Compared are those of a kind within about a
-- kilometre of each other and those of equal names; each part that is known counts from 0 to 1, and the score is
-- their mean.
-- Texts are as alike as they share pairs of neighbouring characters (Sørensen and Dice); `levenshtein` counts bytes.
WITH places AS (
    SELECT
        'home' AS kind,
        id,
        regexp_replace(name, '[（(].*?[）)]|青年之家|\s', '', 'g') AS short,
        address,
        lon_wgs84 AS lon,
        lat_wgs84 AS lat
    FROM homes
    WHERE status NOT IN ('closed', 'removed')
    UNION ALL
    SELECT 'gathering-place', id, regexp_replace(name, '[（(].*?[）)]|\s', '', 'g'), address, lon_wgs84, lat_wgs84
    FROM gathering_places
    WHERE status <> 'removed'
),
named AS (
    SELECT
        kind,
        id,
        short,
        list_distinct(list_transform(range(length(short) + 1), lambda i: ('^' || short || '$')[i + 1 : i + 2])) AS in_name,
        list_distinct(list_transform(range(length(address) + 1), lambda i: ('^' || address || '$')[i + 1 : i + 2])) AS in_address,
        lon,
        lat,
        floor(lon * 100)::BIGINT AS x,
        floor(lat * 100)::BIGINT AS y
    FROM places
),
pairs AS (
    SELECT one.id AS id, other.id AS other
    FROM named AS one
    CROSS JOIN range(-1, 2) AS across (dx)
    CROSS JOIN range(-1, 2) AS up (dy)
    JOIN named AS other ON other.kind = one.kind AND other.x = one.x + dx AND other.y = one.y + dy
    WHERE one.id < other.id
        AND abs(one.lon - other.lon) < 0.005 AND abs(one.lat - other.lat) < 0.005
    UNION
    SELECT one.id, other.id
    FROM named AS one
    JOIN named AS other ON other.kind = one.kind AND other.short = one.short AND other.id > one.id
),
compared AS (
    SELECT
        pairs.id,
        pairs.other,
        2 * len(list_intersect(one.in_name, other.in_name)) / (len(one.in_name) + len(other.in_name)) AS name_alike,
        2 * len(list_intersect(one.in_address, other.in_address)) / (len(one.in_address) + len(other.in_address)) AS address_alike,
        111195 * sqrt((one.lat - other.lat) ** 2 + ((one.lon - other.lon) * cos(radians(one.lat))) ** 2) AS metres
    FROM pairs
    JOIN named AS one ON one.id = pairs.id
    JOIN named AS other ON other.id = pairs.other
)
SELECT
    id,
    other,
    round(name_alike, 2) AS name_alike,
    round(address_alike, 2) AS address_alike,
    round(metres)::BIGINT AS metres,
    round(list_avg([name_alike, address_alike, if(metres IS NULL, NULL, greatest(0, 1 - metres / 500))]), 2) AS score
FROM compared
