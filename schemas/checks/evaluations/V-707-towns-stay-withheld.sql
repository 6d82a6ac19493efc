-- code: V-707
-- severity: error
-- source: general
-- title: {zh: 镇街不公布的算不出来, en: What is withheld of a town cannot be worked out}
-- message: {zh: "{what_zh}", en: "{what_en}"}
-- hint: {zh: "{do_zh}", en: "{do_en}"}

-- What all towns have together less what is published of some is what the others have together.
WITH rates AS (
    SELECT
        by_area.survey_id AS survey,
        questions.question,
        by_area.area,
        by_area.seq,
        results.n,
        results.positive
    FROM surveys__by_area AS by_area
    JOIN survey_questions AS questions ON questions.survey = by_area.survey_id
    LEFT JOIN surveys__by_area__results AS results
        ON results.survey_id = by_area.survey_id AND results.by_area_seq = by_area.seq
        AND results.question = questions.question
    -- A question of which no town has a row is not told by town.
    QUALIFY count(results.question) OVER (PARTITION BY by_area.survey_id, questions.question) > 0
),
rests AS (
    SELECT
        rates.survey,
        rates.question,
        count(*) FILTER (rates.positive IS NULL) AS hidden,
        any_value(questions.n) - coalesce(sum(rates.n) FILTER (rates.positive IS NOT NULL), 0) AS n,
        any_value(questions.positive) - coalesce(sum(rates.positive), 0) AS positive,
        max(rates.n) FILTER (rates.positive IS NULL) AS hidden_n
    FROM rates
    JOIN survey_questions AS questions USING (survey, question)
    GROUP BY rates.survey, rates.question
),
told AS (
    SELECT rests.*, min_survey_n, min_cell
    FROM rests
    CROSS JOIN district
    WHERE hidden = 1 AND n <= coalesce(hidden_n, n)
        OR hidden > 1 AND (n < min_survey_n OR positive BETWEEN 1 AND min_cell - 1 OR n - positive BETWEEN 1 AND min_cell - 1)
)
SELECT
    survey AS id,
    'by_area' AS field,
    if(
        hidden = 1,
        format('“{}”只有一个镇街不公布，用总数一减就是 {} 人中的 {} 人', question, n::BIGINT, positive::BIGINT),
        format('“{}”不公布的 {} 个镇街合计 {} 人中的 {} 人，仍然太少', question, hidden, n::BIGINT, positive::BIGINT)
    ) AS what_zh,
    if(
        hidden = 1,
        format('"{}" is withheld of one town only, and the total tells that it is {} of {}', question, positive::BIGINT, n::BIGINT),
        format('the {} towns of which "{}" is withheld have {} of {} together, still too few', hidden, question, positive::BIGINT, n::BIGINT)
    ) AS what_en,
    '再隐去人数最少的一个镇街（positive 写 null、加 suppressed: true），以它为依据的评价也写 null' AS do_zh,
    'withhold the next smallest town too (positive null and suppressed: true), and the evaluations that rest on it' AS do_en
FROM told

UNION ALL

SELECT
    measures.evaluation_id,
    format('measures[{}].value', measures.seq - 1),
    format('测评“{}”没有公布这个镇街的“{}”，评价里却有', measures.survey, measures.code),
    format('the survey {} withholds "{}" of this town, the evaluation gives it', measures.survey, measures.code),
    'value 写 null，reason 写明为什么不公布，删去 n 和置信区间',
    'write null, give the reason, and delete n and the interval'
FROM evaluations__measures AS measures
JOIN evaluations ON evaluations.id = measures.evaluation_id
JOIN orgs ON orgs.id = evaluations.subject_org
JOIN town_of ON town_of.area = orgs.area
JOIN rates ON rates.survey = measures.survey AND rates.question = measures.code AND rates.area = town_of.town
WHERE rates.positive IS NULL AND measures.value IS NOT NULL
