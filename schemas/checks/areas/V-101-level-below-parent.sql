-- code: V-101
-- severity: error
-- source: general
-- title: {zh: 区划层级逐级相接, en: Areas follow each other level by level}
-- message:
--   zh: "{level_zh}的上级不能是{parent_zh}“{parent_name}”"
--   en: the parent of {level_en} cannot be {parent_en}, "{parent_name}"
-- hint:
--   zh: 村社的上级是镇街，镇街的上级是区；区不写 parent
--   en: a village belongs to a town, a town to the district; the district has no parent

WITH levels (level, above, zh, en) AS (
    VALUES
        ('district', NULL, '区', 'a district'),
        ('town', 'district', '镇街', 'a town'),
        ('village', 'town', '村社', 'a village')
)
SELECT
    area.id,
    'parent' AS field,
    own.zh AS level_zh,
    own.en AS level_en,
    theirs.zh AS parent_zh,
    theirs.en AS parent_en,
    parent.name AS parent_name
FROM areas AS area
JOIN areas AS parent ON parent.id = area.parent
JOIN levels AS own ON own.level = area.level
JOIN levels AS theirs ON theirs.level = parent.level
WHERE parent.level IS DISTINCT FROM own.above
