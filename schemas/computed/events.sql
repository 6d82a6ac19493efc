-- Where an event takes place: in the area in which the home or the gathering place that it names lay on the day, with
-- the point of that; else in that of its host, which has no point.
SELECT
    events.id,
    coalesce(place.area, host.area) AS area,
    CASE
        WHEN place.area IS NULL AND host.area IS NOT NULL THEN 'host_org'
        WHEN place.area IS NOT NULL AND home IS NOT NULL THEN 'home'
        WHEN place.area IS NOT NULL THEN 'gathering_place'
    END AS area_from,
    coalesce(homes.lon_wgs84, gathering_places.lon_wgs84) AS lon_wgs84,
    coalesce(homes.lat_wgs84, gathering_places.lat_wgs84) AS lat_wgs84,
    coalesce(homes.lon_gcj02, gathering_places.lon_gcj02) AS lon_gcj02,
    coalesce(homes.lat_gcj02, gathering_places.lat_gcj02) AS lat_gcj02
FROM events
LEFT JOIN place_areas AS place ON place.id = coalesce(events.home, events.gathering_place)
    AND starts_at::DATE BETWEEN place.first_on AND place.last_on
LEFT JOIN org_areas AS host ON host.id = events.host_org AND starts_at::DATE BETWEEN host.first_on AND host.last_on
LEFT JOIN homes ON homes.id = events.home
LEFT JOIN gathering_places ON gathering_places.id = events.gathering_place
