-- code: V-707
-- severity: error
-- source: general
-- title: {zh: 不公布的算不出来, en: What is withheld cannot be worked out}
-- message: {zh: "{what_zh}", en: "{what_en}"}
-- hint: {zh: "{do_zh}", en: "{do_en}"}

SELECT
    survey AS id,
    format('questions[{}].counts', seq - 1) AS field,
    if(
        withheld = 1,
        format('“{}”只有一格不公布，用总数一减就是 {} 人', question, n - known),
        format('“{}”不公布的几格合计只有 {} 人，少于最小单元 {} 人', question, n - known, min_cell)
    ) AS what_zh,
    if(
        withheld = 1,
        format('"{}" has one withheld count, and the total tells that it is {}', question, n - known),
        format('the withheld counts of "{}" are only {} together, fewer than the smallest cell of {}', question, n - known, min_cell)
    ) AS what_en,
    '再隐去人数最少的一格，或把相近的答案合并' AS do_zh,
    'withhold the next smallest too, or merge like answers' AS do_en
FROM survey_questions
CROSS JOIN district
WHERE scale <> 'multiple_choice' AND withheld > 0 AND (withheld = 1 OR n - known < min_cell)
