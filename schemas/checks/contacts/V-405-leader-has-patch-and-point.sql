-- code: V-405
-- severity: warning
-- scope: catalog
-- source: 三(四)3
-- title: {zh: 领导岗位“包片+定点”, en: Leader posts have towns and places}
-- message:
--   zh: 岗位“{title}”{lacks_zh}，方案要求“包片+定点”
--   en: the post "{title}" {lacks_en}; the plan asks for towns and places
-- hint:
--   zh: 在 data/contact-points/ 为它加一条（kind 写 patch_fixed，holder_post 写 {id}），同时写 patch_areas 和 fixed_points
--   en: add a contact point to data/contact-points/ (kind patch_fixed, holder_post {id}) with patch_areas and fixed_points

WITH held AS (
    SELECT
        holder_post,
        bool_or(id IN (SELECT contact_point_id FROM contact_points__patch_areas)) AS has_patch,
        bool_or(id IN (SELECT contact_point_id FROM contact_points__fixed_points)) AS has_point,
        bool_or(
            id IN (SELECT contact_point_id FROM contact_points__patch_areas)
            AND id IN (SELECT contact_point_id FROM contact_points__fixed_points)
        ) AS has_both
    FROM current_contact_points
    WHERE kind = 'patch_fixed'
    GROUP BY holder_post
)
SELECT
    posts.id,
    'title_label' AS field,
    title_label AS title,
    CASE
        WHEN held.holder_post IS NULL THEN '还没有联系点'
        WHEN has_patch AND has_point THEN '的包片和定点不在同一个联系点里'
        WHEN has_patch THEN '有包片，没有定点'
        ELSE '有定点，没有包片'
    END AS lacks_zh,
    CASE
        WHEN held.holder_post IS NULL THEN 'has no contact point'
        WHEN has_patch AND has_point THEN 'has its towns and its places in different contact points'
        WHEN has_patch THEN 'has towns but no places'
        ELSE 'has places but no towns'
    END AS lacks_en
FROM posts
LEFT JOIN held ON held.holder_post = posts.id
WHERE is_district_leader AND filled AND posts.status = 'active' AND NOT coalesce(has_both, false)
