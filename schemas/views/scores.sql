-- Measures of published evaluations with the area where the organisation evaluated lay at the end of the year. A grade is no number.
CREATE TABLE scores AS
SELECT
    evaluations.id AS evaluation,
    evaluations.subject_org,
    evaluations.year::VARCHAR AS period,
    evaluations.dimension,
    measures.code,
    measures.value,
    stays.area
FROM evaluations__measures AS measures
JOIN evaluations ON evaluations.id = measures.evaluation_id
JOIN org_areas AS stays ON stays.id = evaluations.subject_org
    AND make_date(evaluations.year, 12, 31) BETWEEN stays.first_on AND stays.last_on
WHERE evaluations.status = 'published' AND evaluations.year <= year(getvariable('as_of'));
