-- Events that took place by the day of the build, with their year.
CREATE TABLE held_events AS
SELECT *, year(starts_at)::VARCHAR AS period
FROM events
WHERE status IN ('held', 'archived') AND starts_at::DATE <= getvariable('as_of');
