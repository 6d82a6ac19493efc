-- Events that took place by the day of the build, with their year and their area: that where the home or gathering
-- place, else the host, lay on the day.
CREATE TABLE held_events AS
SELECT
    events.*,
    year(starts_at)::VARCHAR AS period,
    stays.area
FROM events
LEFT JOIN whereabouts AS stays ON stays.id = coalesce(events.home, gathering_place, host_org)
    AND starts_at::DATE BETWEEN stays.first_on AND stays.last_on
WHERE events.status IN ('held', 'archived') AND starts_at::DATE <= getvariable('as_of');
