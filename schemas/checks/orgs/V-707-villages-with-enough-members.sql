-- code: V-707
-- severity: error
-- source: general
-- title: {zh: 小村社不单独公开摸底, en: Small villages have no baseline of their own}
-- message:
--   zh: “{name}”是{tier_zh}团组织，{why_zh}，不能单独公开摸底
--   en: '"{name}" is the organisation of {tier_en} {why_en}, so its baseline may not be public'
-- hint:
--   zh: 删除这个文件，把数字并入镇街的摸底；团员满 {min_cell} 人的写明 members_total
--   en: delete this file and count it in the town's baseline; if it has {min_cell} members or more, give members_total

SELECT
    baselines.id,
    'org' AS field,
    short_name AS name,
    if(tier = 'village', '村社', '单位') AS tier_zh,
    if(tier = 'village', 'a village', 'a unit') AS tier_en,
    if(membership_members_total IS NULL, '没有写团员总数', format('团员不满 {} 人', min_cell)) AS why_zh,
    if(
        membership_members_total IS NULL,
        'whose members are not given',
        format('with fewer than {} members', min_cell)
    ) AS why_en,
    min_cell
FROM baselines
JOIN orgs ON orgs.id = org
CROSS JOIN district
WHERE tier IN ('village', 'unit')
    AND coalesce(membership_members_total NOT IN (0) AND membership_members_total < min_cell, true)
