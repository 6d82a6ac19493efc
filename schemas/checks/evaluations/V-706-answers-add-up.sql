-- code: V-706
-- severity: error
-- source: general
-- title: {zh: 各答案合计等于回答人数, en: Answers add up}
-- message:
--   zh: "“{question}”{what_zh}"
--   en: "\"{question}\": {what_en}"
-- hint:
--   zh: 核对各答案的人数；没有回答也算一个答案，只问了一部分人的写 base_n
--   en: check the counts; no answer is an answer too, and base_n says how many were asked

SELECT
    survey AS id,
    format('questions[{}].counts', seq - 1) AS field,
    question,
    format('各答案合计 {} 人，{}回答的 {} 人', known, if(withheld > 0, '多于', '不等于'), n) AS what_zh,
    format('the answers add up to {}, {} the {} asked', known, if(withheld > 0, 'more than', 'not to'), n) AS what_en
FROM survey_questions
WHERE scale <> 'multiple_choice' AND if(withheld > 0, known > n, known <> n)

UNION ALL

SELECT
    survey,
    format('questions[{}].counts', seq - 1),
    question,
    format('有一个答案 {} 人，多于回答的 {} 人', largest, n),
    format('one answer has {}, more than the {} asked', largest, n)
FROM survey_questions
WHERE scale = 'multiple_choice' AND largest > n

UNION ALL

SELECT
    survey,
    format('questions[{}].base_n', seq - 1),
    question,
    format('问了 {} 人，多于有效的 {} 份', base_n, valid_n),
    format('{} were asked, more than the {} valid answers', base_n, valid_n)
FROM survey_questions
WHERE base_n > valid_n
