-- code: V-304
-- severity: warning
-- scope: catalog
-- source: 三(二)1
-- title: {zh: 吸纳“两新”组织, en: Joint committees take in the “two new”}
-- message:
--   zh: "{n} 个成员里没有“两新”组织（非公企业、社会组织），方案要求注重吸纳"
--   en: there is no private enterprise or social organisation among its members ({n}); the plan asks for them
-- hint:
--   zh: 请一家企业或社会组织加入；已有的核对它在 data/orgs/ 的 org_kind、unit_type
--   en: invite one; if there is one, check its org_kind and unit_type in data/orgs/

SELECT
    committee.id,
    'members' AS field,
    count(*) AS n
FROM current_committees AS committee
JOIN committees__members AS member ON member.committee_id = committee.id
JOIN orgs ON orgs.id = member.org
WHERE coalesce(left_on >= getvariable('as_of'), true)
GROUP BY committee.id
HAVING NOT bool_or(
    coalesce(unit_type = 'two_new', false)
    OR org_kind IN ('private_enterprise', 'social_org', 'youth_social_org', 'volunteer_org')
)
