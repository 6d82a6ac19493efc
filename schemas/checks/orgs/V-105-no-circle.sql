-- code: V-105
-- severity: error
-- source: general
-- title: {zh: 隶属关系不成环, en: No circles of parents}
-- message:
--   zh: 隶属关系成了环：沿 parent 往上找，又回到了自己
--   en: following parent upwards leads back to this organisation
-- hint:
--   zh: 改正 parent
--   en: correct parent

-- Depth is bounded, so that a long chain stays cheap; a circle of more than 20 is no honest mistake.
WITH RECURSIVE above (id, ancestor, steps) AS (
    SELECT id, parent, 1
    FROM orgs
    WHERE parent IS NOT NULL
    UNION ALL
    SELECT above.id, orgs.parent, steps + 1
    FROM above
    JOIN orgs ON orgs.id = above.ancestor
    WHERE orgs.parent IS NOT NULL AND above.ancestor <> above.id AND steps < 20
)
SELECT DISTINCT id, 'parent' AS field
FROM above
WHERE ancestor = id
