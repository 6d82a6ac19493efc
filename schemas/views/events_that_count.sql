-- Events that take place or took place: neither cancelled nor postponed.
CREATE TABLE events_that_count AS
SELECT *
FROM events
WHERE status IN ('announced', 'held', 'archived');
