-- One row: the plan in force and the district it is for. No row while either is missing.
CREATE TABLE district AS
SELECT
    plan.id AS plan, baseline_date, leader_min_homes, reply_target_workdays, min_cell, min_survey_n,
    areas.id AS area, areas.code, areas.name
FROM plan
JOIN areas ON areas.id = plan.district_area
WHERE plan.status = 'active'
QUALIFY row_number() OVER (ORDER BY plan.id) = 1;
