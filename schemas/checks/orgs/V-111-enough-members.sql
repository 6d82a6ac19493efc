-- code: V-111
-- severity: warning
-- source: general
-- title: {zh: 团员够建这样的组织, en: Organisations have the members they need}
-- message:
--   zh: "{form_zh}要有团员 {least} 人以上，“{name}”{wave} 摸底只有 {members} 人"
--   en: "{form_en} needs {least} members; \"{name}\" had {members} in {wave}"
-- hint:
--   zh: 核对人数；确实不够的，改设为{smaller_zh}，或几个单位联合建立（data/orgs/ 里写 joint 为 true）
--   en: check the count; if too few, make it {smaller_en} or a joint organisation (joint true in data/orgs/)

-- Thresholds of the League's constitution; the latest wave of each organisation counts.
WITH forms (form, least, form_zh, form_en, smaller_zh, smaller_en) AS (
    VALUES
        ('branch', 3, '团支部', 'a branch', '团小组', 'a group'),
        ('general_branch', 30, '团总支', 'a general branch', '团支部', 'a branch'),
        ('committee', 100, '团委', 'a committee', '团总支', 'a general branch')
)
SELECT
    baselines.id,
    'membership.members_total' AS field,
    if(coalesce(joint, false), 'info', 'warning') AS severity,
    short_name AS name,
    wave,
    membership_members_total AS members,
    forms.*
FROM baselines
JOIN orgs ON orgs.id = org
JOIN forms ON form = league_form
WHERE membership_members_total IS NOT NULL
QUALIFY row_number() OVER (PARTITION BY org ORDER BY wave DESC) = 1 AND membership_members_total < least
