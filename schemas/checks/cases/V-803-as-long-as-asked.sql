-- code: V-803
-- severity: error
-- source: 五(三)
-- title: {zh: 案例正文300到3000字, en: "A case has 300 to 3,000 characters"}
-- message:
--   zh: 背景、做法、成效、启示合计 {n} 字，应在 300 到 3000 字之间
--   en: background, practice, effect and insight have {n} characters in all; 300 to 3,000 are asked for
-- hint:
--   zh: "{do_zh}"
--   en: "{do_en}"

-- Blanks and marks of Markdown do not count. Before it is published there is still time to write.
SELECT
    id,
    'background' AS field,
    n,
    if(status IN ('published', 'promoted'), 'error', 'warning') AS severity,
    if(n < 300, '写清楚遇到什么问题、怎么做的、怎么知道有效、别处怎样照做', '只留别处用得上的，细节放到链接里') AS do_zh,
    if(n < 300, 'tell what the problem was, what was done, how you know that it worked, how others can do the same',
        'keep what others can use and link to the rest') AS do_en
FROM (
    SELECT
        id,
        status,
        length(regexp_replace(concat(background, practice, effect, insight), '[\s*_#>`|-]', '', 'g')) AS n
    FROM cases
)
WHERE n NOT BETWEEN 300 AND 3000 AND status <> 'rejected'
