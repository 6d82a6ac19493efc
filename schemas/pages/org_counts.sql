-- title: {zh: 各层级的组织, en: Organisations by tier}
-- about: {zh: 每个层级现有几个组织, en: How many organisations each tier has at present}
-- columns:
--   tier: {zh: 层级, en: tier}
--   n: {zh: 几个, en: how many}

SELECT tier, count(*) AS n
FROM orgs
WHERE status = 'active' AND tier IS NOT NULL
GROUP BY tier
ORDER BY tier
