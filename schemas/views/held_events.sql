-- Events that took place by the day of the build, with their year and their area: that of the home or gathering
-- place, else of the host.
CREATE TABLE held_events AS
SELECT
    events.* EXCLUDE (area),
    year(starts_at)::VARCHAR AS period,
    coalesce(homes.area, gathering_places.area, hosts.area) AS area
FROM events
LEFT JOIN homes ON homes.id = events.home
LEFT JOIN gathering_places ON gathering_places.id = events.gathering_place
LEFT JOIN orgs AS hosts ON hosts.id = events.host_org
WHERE events.status IN ('held', 'archived') AND starts_at::DATE <= getvariable('as_of');
