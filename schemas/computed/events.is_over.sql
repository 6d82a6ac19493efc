-- Whether an event, and of one that repeats its last time, had ended before the day of the build began, whatever its
-- status says.
SELECT id, last_end <= getvariable('as_of') AS value
FROM event_ends
