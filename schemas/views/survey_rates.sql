-- Of the last survey of young people that was published each year, what share answered each question in a way
-- that counts as positive, in the district and by town. `positive` is empty where it was withheld, and
-- `reason` says so; `notes` tells how the sample was drawn and warns of one that speaks for nobody else.
CREATE TABLE survey_rates AS
WITH latest AS (
    SELECT id, valid_n, sampling, design, age_min, age_max, year(period_to)::VARCHAR AS period
    FROM surveys
    WHERE kind = 'youth_evaluation' AND status = 'published' AND period_to <= getvariable('as_of')
    QUALIFY row_number() OVER (PARTITION BY year(period_to) ORDER BY period_to DESC, id) = 1
),
rates AS (
    SELECT latest.period, district.area, question, if(positive_withheld, NULL, positive) AS positive, n, sampling, design,
        age_min, age_max
    FROM survey_questions
    JOIN latest ON latest.id = survey_questions.survey
    CROSS JOIN district
    UNION ALL
    SELECT latest.period, by_area.area, results.question, results.positive, results.n, sampling, design,
        age_min, age_max
    FROM surveys__by_area__results AS results
    JOIN surveys__by_area AS by_area ON by_area.survey_id = results.survey_id AND by_area.seq = results.by_area_seq
    JOIN latest ON latest.id = results.survey_id
)
SELECT
    *,
    if(positive IS NULL, 'small_cell', NULL) AS reason,
    list_concat(
        list_transform(list_filter(coalesce(design, []), lambda d: d <> 'simple'), lambda d: d || '_sample'),
        if(sampling = 'probability', [], ['convenience_sample'])
    ) AS notes
FROM rates;
