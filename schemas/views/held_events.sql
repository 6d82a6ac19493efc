-- Events that took place by the day of the build, with their year and their area: that where the home or gathering
-- place, else the host, lay on the day.
CREATE TABLE held_events AS
SELECT
    events.*,
    year(starts_at)::VARCHAR AS period,
    coalesce(places.area, hosts.area) AS area
FROM events
LEFT JOIN place_areas AS places ON places.id = coalesce(events.home, gathering_place)
    AND starts_at::DATE BETWEEN places.first_on AND places.last_on
LEFT JOIN org_areas AS hosts ON hosts.id = host_org AND starts_at::DATE BETWEEN hosts.first_on AND hosts.last_on
WHERE events.status IN ('held', 'archived') AND starts_at::DATE <= getvariable('as_of');
