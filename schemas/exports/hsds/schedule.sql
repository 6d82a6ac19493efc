-- When a Youth Home is open, as rules of RFC 5545 (schedules.csv). Public holidays are no day of the week: a row for
-- them alone has no rule and says so.
WITH rows AS (
    SELECT *, list_filter(days, lambda day: day <> 'PH') AS weekdays FROM homes__opening
)
SELECT
    concat(home_id, '/opening/', seq) AS id,
    home_id AS location_id,
    valid_from,
    valid_to,
    8 AS timezone,
    if(len(weekdays) > 0, 'WEEKLY', NULL) AS freq,
    if(len(weekdays) > 0, 1, NULL) AS "interval",
    'MO' AS wkst,
    nullif(array_to_string(weekdays, ','), '') AS byday,
    concat(opens, '+08:00') AS opens_at,
    concat(if(closes = '24:00', '23:59', closes), '+08:00') AS closes_at,
    nullif(concat_ws('；', if(list_contains(days, 'PH'), '法定节假日 / on public holidays', NULL), note), '') AS description
FROM rows
ORDER BY home_id, seq
