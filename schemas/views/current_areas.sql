-- Areas that exist on the day of the build; valid_to is the last day.
CREATE TABLE current_areas AS
SELECT *
FROM areas
WHERE coalesce(valid_from <= getvariable('as_of'), true)
    AND coalesce(valid_to >= getvariable('as_of'), true);
