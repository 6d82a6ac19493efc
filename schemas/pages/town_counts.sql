-- title: {zh: 镇街有多少, en: What a town has}
-- about: {zh: 镇街页上每一种有几条；一条也没有的不出现, en: "How many of each kind a town's page counts; a kind of which there is none has no row"}
-- columns:
--   town: {zh: 镇街, en: town}
--   kind: {zh: 记录种类, en: type of record}
--   n: {zh: 几条, en: how many}

WITH counted AS (
    SELECT town, kind, id FROM town_work
    UNION ALL
    SELECT area, 'home', id FROM open_homes
    UNION ALL
    SELECT area, 'org', id FROM orgs WHERE org_kind = 'league' AND tier = 'town'
    UNION ALL
    SELECT area, 'brand', id FROM brands
    UNION ALL
    SELECT value, 'brand', brand_id FROM brands__areas
    UNION ALL
    SELECT area, 'case', id FROM cases
    UNION ALL
    SELECT parent, 'area', id FROM areas WHERE level = 'village' AND status = 'active'
)
SELECT town, kind, count(DISTINCT id) AS n
FROM counted
WHERE town IS NOT NULL
GROUP BY ALL
ORDER BY ALL
