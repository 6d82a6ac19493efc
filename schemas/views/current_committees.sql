-- Joint committees that exist on the day of the build; valid_to is the last day.
CREATE TABLE current_committees AS
SELECT *
FROM committees
WHERE status <> 'planned'
    AND coalesce(valid_from <= getvariable('as_of'), true)
    AND coalesce(valid_to >= getvariable('as_of'), true);
