-- Where a phase stands on the day of the build; unknown while its dates are not published.
SELECT
    id,
    CASE
        WHEN ends_on < getvariable('as_of') THEN 'finished'
        WHEN starts_on > getvariable('as_of') THEN 'upcoming'
        WHEN starts_on <= getvariable('as_of') THEN 'current'
    END AS value
FROM phases
