CREATE TABLE open_homes AS
SELECT *
FROM homes
WHERE status = 'open';
