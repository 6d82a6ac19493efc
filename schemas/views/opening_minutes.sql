-- The usual week of every open home on the day of the build: a row an opening, in minutes from midnight.
-- A row with both a first and a last day is a temporary one and not part of the usual week, nor are the
-- hours of public holidays.
CREATE TABLE opening_minutes AS
SELECT
    home_id AS home,
    open_homes.area,
    unnest(list_filter(days, lambda d: d <> 'PH')) AS day,
    opens[1:2]::INTEGER * 60 + opens[4:5]::INTEGER AS begins,
    closes[1:2]::INTEGER * 60 + closes[4:5]::INTEGER AS ends
FROM homes__opening AS opening
JOIN open_homes ON open_homes.id = home_id
WHERE NOT (opening.valid_from IS NOT NULL AND opening.valid_to IS NOT NULL)
    AND coalesce(opening.valid_from <= getvariable('as_of'), true)
    AND coalesce(opening.valid_to >= getvariable('as_of'), true);
