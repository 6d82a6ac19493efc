-- code: V-013
-- severity: error
-- source: general
-- title: {zh: 示例不评价真实组织, en: Examples do not judge real organisations}
-- message:
--   zh: 这是示例记录，{what_zh}“{name}”（{org}）却是真实的组织
--   en: "this record is an example, but {what_en} \"{name}\" ({org}) is a real organisation"
-- hint:
--   zh: 换成一个示例组织；确有其事的，provenance 改为 official 并写明 source
--   en: name a demonstration organisation; if it is true, set provenance to official and give the source

WITH judged AS (
    SELECT id, provenance, 'subject_org' AS field, subject_org AS org, '被评的' AS what_zh, 'the organisation rated' AS what_en
    FROM evaluations
    UNION ALL
    SELECT id, provenance, 'org', org, '摸底的', 'the organisation described' FROM baselines
    UNION ALL
    SELECT id, provenance, 'org', org, '延时服务的', 'the organisation at work' FROM extended_service
    UNION ALL
    SELECT id, provenance, format('issues[{}].org', issues.seq - 1), org, '问题所在的', 'the organisation at fault'
    FROM inspections__issues AS issues
    JOIN inspections ON inspections.id = inspection_id
    UNION ALL
    SELECT id, provenance, format('routing[{}].org', routing.seq - 1), org, '办理诉求的', 'the organisation that handled it'
    FROM demands__routing AS routing
    JOIN demands ON demands.id = demand_id
    WHERE satisfaction IS NOT NULL
)
SELECT judged.id, judged.field, judged.org, short_name AS name, what_zh, what_en
FROM judged
JOIN orgs ON orgs.id = judged.org
WHERE judged.provenance = 'demo' AND orgs.provenance <> 'demo'
