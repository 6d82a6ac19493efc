-- Measures of published evaluations with the area of the organisation that was evaluated. A grade is no number.
CREATE TABLE scores AS
SELECT
    evaluations.id AS evaluation,
    evaluations.subject_org,
    evaluations.year::VARCHAR AS period,
    evaluations.dimension,
    measures.code,
    measures.value,
    orgs.area
FROM evaluations__measures AS measures
JOIN evaluations ON evaluations.id = measures.evaluation_id
JOIN orgs ON orgs.id = evaluations.subject_org
WHERE evaluations.status = 'published' AND evaluations.year <= year(getvariable('as_of'));
