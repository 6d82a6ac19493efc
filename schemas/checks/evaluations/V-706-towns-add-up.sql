-- code: V-706
-- severity: error
-- source: general
-- title: {zh: 分镇街结果与总数相符, en: Towns agree with the whole}
-- message: {zh: "{what_zh}", en: "{what_en}"}
-- hint:
--   zh: 核对分镇街的数字和总数，改正其中一个
--   en: check the figures of the towns against the whole and correct one of them

WITH results AS (
    SELECT results.*, by_area.valid_n, questions.question AS known, questions.positive AS whole, questions.positive_withheld
    FROM surveys__by_area__results AS results
    JOIN surveys__by_area AS by_area
        ON by_area.survey_id = results.survey_id AND by_area.seq = results.by_area_seq
    LEFT JOIN survey_questions AS questions
        ON questions.survey = results.survey_id AND questions.question = results.question
)
SELECT
    surveys.id,
    'by_area' AS field,
    format('各镇街有效合计 {} 份，多于总数 {} 份', sum(by_area.valid_n)::BIGINT, any_value(surveys.valid_n)) AS what_zh,
    format('{} valid answers in the towns, more than {} in all', sum(by_area.valid_n)::BIGINT, any_value(surveys.valid_n)) AS what_en
FROM surveys
JOIN surveys__by_area AS by_area ON by_area.survey_id = surveys.id
GROUP BY surveys.id
HAVING sum(by_area.valid_n) > any_value(surveys.valid_n)

UNION ALL

SELECT
    survey_id,
    format('by_area[{}].results[{}].question', by_area_seq - 1, seq - 1),
    format('questions 里没有题号 {}', question),
    format('questions has no {}', question)
FROM results
WHERE known IS NULL

UNION ALL

SELECT
    survey_id,
    format('by_area[{}].results[{}].n', by_area_seq - 1, seq - 1),
    format('“{}”问了 {} 人，多于这个镇街有效的 {} 份', question, n, valid_n),
    format('{} were asked "{}", more than the {} valid answers of the town', n, question, valid_n)
FROM results
WHERE n > valid_n

UNION ALL

SELECT
    survey_id,
    format('by_area[{}].results[{}].positive', by_area_seq - 1, seq - 1),
    format('“{}”正面的 {} 人，多于回答的 {} 人', question, positive, n),
    format('{} positive answers to "{}" from {} people', positive, question, n)
FROM results
WHERE positive > n

UNION ALL

SELECT
    survey_id,
    'by_area',
    format('“{}”各镇街正面合计 {} 人，多于总数 {} 人', question, sum(positive)::BIGINT, any_value(whole)),
    format('{} positive answers to "{}" in the towns, more than {} in all', sum(positive)::BIGINT, question, any_value(whole))
FROM results
WHERE NOT positive_withheld
GROUP BY survey_id, question
HAVING sum(positive) > any_value(whole)
