-- Which plan of the district was in force when: a row a plan with its first and last day and its parameters. What
-- belongs to a period is judged by the plan in force then; a plan that comes later changes nothing of it. The first
-- plan reaches back to the beginning, the last one that has begun reaches forward, and on days left open between two
-- the earlier one holds.
CREATE TABLE plans AS
WITH served AS (
    SELECT district_area
    FROM plan
    WHERE status = 'active'
    QUALIFY row_number() OVER (ORDER BY id) = 1
),
dated AS (
    SELECT *, coalesce(valid_from, former_end + 1, DATE '0001-01-01') AS begins
    FROM plan_sequence
    JOIN served USING (district_area)
),
in_order AS (
    SELECT *, row_number() OVER (ORDER BY begins, id) AS place
    FROM dated
)
SELECT
    id AS plan,
    if(place = 1, DATE '0001-01-01', begins) AS first_on,
    coalesce(lead(begins) OVER (ORDER BY place) - 1, DATE '9999-12-31') AS last_on,
    valid_from,
    valid_to,
    district_area,
    baseline_date,
    leader_min_homes,
    reply_target_workdays,
    info_report_days,
    evaluation_weights_party_gov,
    evaluation_weights_internal,
    evaluation_weights_youth,
    min_cell,
    min_survey_n
FROM in_order
WHERE place = 1 OR begins <= getvariable('as_of');
