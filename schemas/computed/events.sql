-- Where an event takes place: in the home or at the gathering place that it names, with the point of that; else
-- in the area of its host, which has no point.
SELECT
    events.id,
    coalesce(homes.area, gathering_places.area, hosts.area) AS area,
    CASE
        WHEN homes.area IS NOT NULL THEN 'home'
        WHEN gathering_places.area IS NOT NULL THEN 'gathering_place'
        WHEN hosts.area IS NOT NULL THEN 'host_org'
    END AS area_from,
    coalesce(homes.lon_wgs84, gathering_places.lon_wgs84) AS lon_wgs84,
    coalesce(homes.lat_wgs84, gathering_places.lat_wgs84) AS lat_wgs84,
    coalesce(homes.lon_gcj02, gathering_places.lon_gcj02) AS lon_gcj02,
    coalesce(homes.lat_gcj02, gathering_places.lat_gcj02) AS lat_gcj02
FROM events
LEFT JOIN homes ON homes.id = events.home
LEFT JOIN gathering_places ON gathering_places.id = events.gathering_place
LEFT JOIN orgs AS hosts ON hosts.id = events.host_org
