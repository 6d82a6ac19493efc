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
-- A question that some towns have an answer to; of the others it is withheld.
asked AS (
    SELECT DISTINCT survey_id, question
    FROM surveys__by_area__results
),
rates AS (
    SELECT latest.period, district.area, question, if(positive_withheld, NULL, positive) AS positive, n, sampling, design,
        age_min, age_max
    FROM survey_questions
    JOIN latest ON latest.id = survey_questions.survey
    CROSS JOIN district
    UNION ALL
    SELECT latest.period, by_area.area, asked.question, results.positive, results.n, sampling, design,
        age_min, age_max
    FROM surveys__by_area AS by_area
    JOIN latest ON latest.id = by_area.survey_id
    JOIN asked ON asked.survey_id = by_area.survey_id
    LEFT JOIN surveys__by_area__results AS results
        ON results.survey_id = by_area.survey_id AND results.by_area_seq = by_area.seq
        AND results.question = asked.question
)
SELECT
    *,
    if(positive IS NULL, 'withheld_in_survey', NULL) AS reason,
    list_concat(
        list_transform(list_filter(coalesce(design, []), lambda d: d <> 'simple'), lambda d: d || '_sample'),
        if(sampling = 'probability', [], ['convenience_sample'])
    ) AS notes
FROM rates;
