-- code: V-405
-- severity: error
-- source: 三(四)3
-- title: {zh: 联系点由该联系的人联系, en: Contact points are held by those meant}
-- message: {zh: "{what_zh}", en: "{what_en}"}
-- hint: {zh: "{do_zh}", en: "{do_en}"}

SELECT
    contact_points.id,
    'holder_post' AS field,
    format('“包片+定点”由区级领导岗位联系，“{}”不是', title_label) AS what_zh,
    format('"{}" is not a district leader post; such posts hold patch_fixed', title_label) AS what_en,
    '换成 is_district_leader 为 true 的岗位' AS do_zh,
    'name a post whose is_district_leader is true' AS do_en
FROM contact_points
JOIN posts ON posts.id = holder_post
WHERE NOT is_district_leader

UNION ALL

SELECT
    contact_points.id,
    'holder_org',
    format('“三结三帮”由直属团组织联系，“{}”不是', short_name),
    format('"{}" is not directly under the district; such organisations hold three_links_three_helps', short_name),
    '换成 tier 为 direct 的团组织',
    'name a League organisation of tier direct'
FROM contact_points
JOIN orgs ON orgs.id = holder_org
WHERE tier IS DISTINCT FROM 'direct'
