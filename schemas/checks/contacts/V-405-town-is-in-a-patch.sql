-- code: V-405
-- severity: warning
-- scope: catalog
-- source: 三(四)3
-- title: {zh: 每个镇街都有领导包片, en: Every town has a leader who looks after it}
-- message:
--   zh: “{name}”没有哪个领导岗位包片
--   en: no leader post looks after "{name}"
-- hint:
--   zh: 在 data/contact-points/ 某个“包片+定点”的 patch_areas 里加上 {id}
--   en: add {id} to patch_areas of a contact point (kind patch_fixed) in data/contact-points/

SELECT id, name
FROM towns
WHERE id NOT IN (
    SELECT value
    FROM contact_points__patch_areas
    JOIN current_contact_points AS point ON point.id = contact_point_id
    WHERE kind = 'patch_fixed'
)
