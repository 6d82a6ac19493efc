-- code: V-905
-- severity: error
-- source: general
-- title: {zh: 诉求不写病情, en: No health details in demands}
-- message:
--   zh: “{word}”说的是病情或危机，不能写进公开摘要和答复
--   en: '"{word}" tells of an illness or a crisis, which may not stand in a public digest or reply'
-- hint:
--   zh: 改成不涉及病情的说法（例如“想找人谈谈”）；是危机的按危机流程处置，不要提交这个文件
--   en: say it without the illness (such as "wants someone to talk to"); handle a crisis by its procedure and do not commit this file

WITH texts AS (
    SELECT id, 'title' AS field, title AS said FROM demands
    UNION ALL
    SELECT id, 'summary_public', summary_public FROM demands
    UNION ALL
    SELECT id, 'public_reply', public_reply FROM demands
),
found AS (
    SELECT
        id,
        field,
        regexp_extract(
            said,
            '自杀|自残|轻生|割腕|遗书|抑郁|焦虑症|双相|精神分裂|精神病|确诊|病历|诊断书|服药|吃药|住院|艾滋|性侵|强奸|堕胎|流产|吸毒'
        ) AS word
    FROM texts
)
FROM found
WHERE word <> ''
