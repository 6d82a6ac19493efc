-- code: V-002
-- severity: error
-- source: general
-- title: {zh: 新方案接在旧方案之后, en: A new plan begins after the old one}
-- message:
--   zh: 前一份方案“{former_title}”（{former}）执行到 {former_end}，这一份{what_zh}
--   en: the former plan, "{former_title}" ({former}), holds until {former_end}; this one {what_en}
-- hint:
--   zh: 把 valid_from 写成 {next}，或核对 {former} 的 valid_to
--   en: set valid_from to {next}, or check valid_to of {former}

SELECT
    id,
    'valid_from' AS field,
    former,
    former_title,
    former_end,
    former_end + 1 AS next,
    if(valid_from IS NULL, '没有写从哪天起执行', format('从 {} 起执行，同一天有两份', valid_from)) AS what_zh,
    if(valid_from IS NULL, 'does not say since when', format('holds since {}, so that both hold on a day', valid_from)) AS what_en
FROM plan_sequence
WHERE former_end IS NOT NULL AND coalesce(valid_from <= former_end, true)
