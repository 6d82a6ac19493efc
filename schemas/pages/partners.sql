-- title: {zh: 合作单位, en: Partners}
-- about: {zh: 有效合作中的每个合作单位一行；几项合作加起来是否策划、组织、实施都参与, en: "A row a partner with a partnership in force; whether its partnerships together take part in planning, organising and carrying out"}
-- columns:
--   partner: {zh: 合作单位, en: partner}
--   in_all_stages: {zh: 全过程参与, en: takes part throughout}

SELECT
    partner_org AS partner,
    coalesce(len(list_distinct(flatten(list(stages) FILTER (stages IS NOT NULL)))) = 3, false) AS in_all_stages
FROM partnerships
WHERE status = 'active'
GROUP BY partner_org
ORDER BY partner_org
