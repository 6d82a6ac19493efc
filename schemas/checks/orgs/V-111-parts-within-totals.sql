-- code: V-111
-- severity: error
-- source: general
-- title: {zh: 摸底的分项不多于总数, en: Parts of a baseline stay within their totals}
-- message:
--   zh: "{part_zh} {part} 多于{whole_zh} {whole}"
--   en: "{part_en} {part} is more than {whole_en} {whole}"
-- hint:
--   zh: 核对两个数；不清楚的写 null
--   en: check both numbers; write null where you do not know

-- Members who have left may still be registered.
SELECT *, if(field = 'zhtj.members_registered', 'warning', 'error') AS severity
FROM (
    SELECT id, 'operation.branches_active' AS field, operation_branches_active AS part, operation_branches_total AS whole,
        '正常运行' AS part_zh, 'branches_active' AS part_en, '团支部总数' AS whole_zh, 'branches_total' AS whole_en
    FROM baselines
    UNION ALL
    SELECT id, 'operation.elections_on_time', operation_elections_on_time, operation_elections_due,
        '按期换届', 'elections_on_time', '应换届', 'elections_due'
    FROM baselines
    UNION ALL
    SELECT id, 'staffing.posts_filled', staffing_posts_filled, staffing_posts_total,
        '已配备', 'posts_filled', '岗位数', 'posts_total'
    FROM baselines
    UNION ALL
    SELECT id, 'membership.members_14_17', membership_members_14_17, membership_members_total,
        '14至17岁', 'members_14_17', '团员总数', 'members_total'
    FROM baselines
    UNION ALL
    SELECT id, 'membership.joined_last_12m', membership_joined_last_12m, membership_members_total,
        '一年内入团', 'joined_last_12m', '团员总数', 'members_total'
    FROM baselines
    UNION ALL
    SELECT id, 'zhtj.orgs_registered', zhtj_orgs_registered, zhtj_orgs_expected,
        '已录入组织', 'orgs_registered', '应录入组织', 'orgs_expected'
    FROM baselines
    UNION ALL
    SELECT id, 'zhtj.members_registered', zhtj_members_registered, membership_members_total,
        '已录入团员', 'members_registered', '团员总数', 'members_total'
    FROM baselines
)
WHERE part > whole
