-- The areas that figures are given for, even where nothing is recorded: the district and its towns of the day.
CREATE TABLE reported_areas AS
SELECT area AS counted_in
FROM district
UNION ALL
SELECT id
FROM areas
WHERE level = 'town'
    AND parent IN (SELECT area FROM district)
    AND coalesce(valid_from <= getvariable('as_of'), true)
    AND coalesce(valid_to >= getvariable('as_of'), true);
