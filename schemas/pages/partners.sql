-- title: {zh: 合作单位, en: Partners}
-- about: {zh: 每个团组织和它的每个合作单位一行（有效的合作）；几项合作加起来是否策划、组织、实施都参与, en: "A row each League organisation and partner with a partnership in force; whether their partnerships together take part in planning, organising and carrying out"}
-- columns:
--   centre: {zh: 团组织, en: League organisation}
--   partner: {zh: 合作单位, en: partner}
--   in_all_stages: {zh: 全过程参与, en: takes part throughout}

SELECT
    league_org AS centre,
    partner_org AS partner,
    coalesce(len(list_distinct(flatten(list(stages) FILTER (stages IS NOT NULL)))) = 3, false) AS in_all_stages
FROM partnerships
JOIN orgs ON orgs.id = league_org
WHERE partnerships.status = 'active'
GROUP BY league_org, partner_org, tier
ORDER BY list_position(['district', 'direct', 'town', 'village', 'unit'], tier), league_org, partner_org
