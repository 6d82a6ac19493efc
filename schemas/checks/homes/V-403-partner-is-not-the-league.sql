-- code: V-403
-- severity: error
-- source: 三(三)1
-- title: {zh: 共营店与团外单位合作, en: Partners are outside the League}
-- message:
--   zh: 合作单位“{name}”（{partner}）是团组织，共营店要与团外单位合作
--   en: the partner "{name}" ({partner}) is a League organisation; a co-operated home needs one from outside
-- hint:
--   zh: partner_org 写咖啡厅、书店等合作单位；团组织写在 operator_org 或 supervising_org
--   en: name the café, bookshop … in partner_org, and the League in operator_org or supervising_org

SELECT homes.id, 'cooperation.partner_org' AS field, orgs.id AS partner, short_name AS name
FROM homes
JOIN orgs ON orgs.id = cooperation_partner_org
WHERE org_kind = 'league'
