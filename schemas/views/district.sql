-- One row: the plan in force on the day of the build and the district it is for. No row while either is missing.
-- What is protected and how (min_cell, min_survey_n) is always as the plan of today says, whatever period a figure is of.
CREATE TABLE district AS
SELECT
    plan, baseline_date, leader_min_homes, min_cell, min_survey_n,
    areas.id AS area, areas.code, areas.name
FROM plans
JOIN areas ON areas.id = plans.district_area
WHERE getvariable('as_of') BETWEEN first_on AND last_on
QUALIFY row_number() OVER (ORDER BY plan) = 1;
