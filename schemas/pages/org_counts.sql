-- title: {zh: 各层级的组织, en: Organisations by tier}
-- about: {zh: 每个层级现有几个组织, en: How many organisations each tier has at present}
-- columns:
--   tier: {zh: 层级, en: tier}
--   n: {zh: 几个, en: how many}
--   made_up: {zh: 其中示例, en: of them demonstration}

SELECT tier, count(*) AS n, count(*) FILTER (provenance = 'demo') AS made_up
FROM orgs
WHERE status = 'active' AND tier IS NOT NULL
GROUP BY tier
ORDER BY tier
