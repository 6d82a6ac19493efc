-- Whether an event had ended before the day of the build, whatever its status says.
SELECT id, ends_at::DATE < getvariable('as_of') AS value
FROM events
