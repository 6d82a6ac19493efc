-- Contact points held on the day of the build; "to" is the last day.
CREATE TABLE current_contact_points AS
SELECT *
FROM contact_points
WHERE status = 'active'
    AND "from" <= getvariable('as_of')
    AND coalesce("to" >= getvariable('as_of'), true);
