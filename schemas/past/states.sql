-- The status that a record had before what its own dates say happened later, and these dates themselves,
-- which nobody knew. How long an area or organisation would last is told all the same: it is a look back.
SELECT
    id,
    nullif(field, 'valid_to') AS field,
    first_value(other) OVER (PARTITION BY id ORDER BY date, other) AS status
FROM status_by_date
WHERE too = 'early' AND date > getvariable('as_of')
