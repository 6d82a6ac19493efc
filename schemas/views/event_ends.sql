-- When each event is over: of one that repeats, after its last time.
CREATE TABLE event_ends AS
SELECT event_id AS id, max(starts_at) AS last_start, max(ends_at) AS last_end
FROM events__occurrences
GROUP BY event_id;
