-- The questions of surveys: how many were asked, what the known answers add up to, how many are withheld.
CREATE TABLE survey_questions AS
SELECT
    surveys.id AS survey,
    questions.seq,
    questions.code AS question,
    questions.scale,
    coalesce(base_n, valid_n) AS n,
    base_n,
    valid_n,
    coalesce(sum(count), 0)::BIGINT AS known,
    count(*) FILTER (suppressed) AS withheld,
    max(count) AS largest,
    sum(count) FILTER (is_positive)::BIGINT AS positive,
    bool_or(suppressed AND is_positive) IS TRUE AS positive_withheld
FROM surveys__questions AS questions
JOIN surveys ON surveys.id = questions.survey_id
JOIN surveys__questions__counts AS counts
    ON counts.survey_id = questions.survey_id AND counts.questions_seq = questions.seq
GROUP BY ALL;
