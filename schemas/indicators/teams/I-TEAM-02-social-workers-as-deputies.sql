-- id: I-TEAM-02
-- title: {zh: 社工兼任副书记, en: Social workers as deputy secretaries}
-- kind: ratio
-- unit: posts_per_org
-- formula: {zh: 由青少年事务社工兼任的副书记岗位 ÷ 镇街团（工）委, en: posts of deputy secretary held by social workers ÷ town League organisations}
-- numerator: {zh: 镇街团（工）委中由专职青少年事务社工兼任、有人在岗的副书记岗位, en: filled posts of deputy secretary in town organisations that a social worker for young people holds}
-- denominator: {zh: 在任的镇街团（工）委, en: active town League organisations}
-- population: {zh: 按社工派驻的团组织所在镇街；只登记了示例组织的岗位时，只算示例组织, en: "by the town of the organisation where the social worker is stationed; where only demonstration organisations have posts recorded, only those count"}
-- not_computable: {zh: 没有登记镇街团（工）委, en: no town organisation is recorded}
-- source: 三(二)2

WITH deputies AS (
    SELECT coalesce(stationed_at, org) AS org, count(*) AS posts
    FROM posts
    WHERE held_by_category = 'social_worker' AND title_code = 'deputy_secretary' AND filled AND status = 'active'
    GROUP BY ALL
),
-- Where only made-up organisations have posts, only those count.
given AS (
    SELECT list(DISTINCT orgs.provenance = 'demo') AS made_up
    FROM posts
    JOIN orgs ON orgs.id = posts.org
)
SELECT counted_in AS area, coalesce(sum(posts), 0) AS numerator, count(*) AS denominator
FROM league_orgs AS town_orgs
JOIN places ON places.area = town_orgs.area
LEFT JOIN deputies ON deputies.org = town_orgs.id
CROSS JOIN given
WHERE town_orgs.tier = 'town' AND coalesce(list_contains(made_up, town_orgs.provenance = 'demo'), true)
GROUP BY ALL
