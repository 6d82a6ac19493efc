-- code: V-014
-- severity: warning
-- source: general
-- title: {zh: 在岗与空缺时段相符, en: Vacancies agree with whether a post is filled}
-- message:
--   zh: "filled 是 {filled}，{what_zh}"
--   en: "filled is {filled}, {what_en}"
-- hint:
--   zh: "{hint_zh}；过去各期在岗的岗位数按空缺时段计算"
--   en: "{hint_en}; past periods count filled posts by the vacancies"

WITH last AS (
    SELECT post_id, max("from") AS since, bool_or("to" IS NULL OR "to" >= getvariable('as_of')) AS goes_on
    FROM posts__vacancies
    WHERE "from" <= getvariable('as_of')
    GROUP BY post_id
)
SELECT
    id,
    'filled' AS field,
    filled::VARCHAR AS filled,
    if(filled, format('但 {} 起的空缺没有写到哪天止', since), '但没有写从哪天起空缺') AS what_zh,
    if(filled, format('but the vacancy from {} has no end', since), 'but nothing says since when it is vacant') AS what_en,
    if(filled, '在 vacancies 里补上 to，或改正 filled', '在 vacancies 里加一行 from（空缺的第一天）') AS hint_zh,
    if(filled, 'add its last day (to) to vacancies, or correct filled', 'add a row with its first day (from) to vacancies') AS hint_en
FROM posts
LEFT JOIN last ON post_id = id
WHERE status = 'active' AND filled = coalesce(goes_on, false)
