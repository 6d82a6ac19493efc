-- id: I-FLAT-07
-- title: {zh: 资源共享率, en: Resources shared across tiers}
-- kind: share
-- unit: percent
-- formula: {zh: 共享给其他层级或领域的资源 ÷ 可用的资源, en: resources shared with another tier or sector ÷ resources available}
-- numerator: {zh: 共享对象中有团内层级或单位性质与所有单位不同的, en: "those shared with an organisation that has another tier, or is of another kind, than the owner"}
-- denominator: {zh: 统计基准日可用的资源, en: resources available on the day}
-- population: {zh: 全区资源清单；说的是开放给谁，实际用了多少见 I-RES-01。三级架构没有变，所以不数级数，只看资源是否跨级跨域开放, en: "the district's list of resources; it tells whom they are open to, I-RES-01 how they were used. The plan keeps three tiers, so that their number shows nothing and the sharing across them does"}
-- not_computable: {zh: 没有可用的资源, en: no resource is available}
-- source: 二(二)

WITH crossing AS (
    SELECT DISTINCT shared.resource_id
    FROM resources__shared_with AS shared
    JOIN resources ON resources.id = shared.resource_id
    JOIN orgs AS owners ON owners.id = resources.owner_org
    JOIN orgs AS others ON others.id = shared.value
    WHERE others.tier IS DISTINCT FROM owners.tier OR others.org_kind <> owners.org_kind
)
SELECT
    district.area,
    count(crossing.resource_id) AS numerator,
    count(*) AS denominator
FROM resources
CROSS JOIN district
LEFT JOIN crossing ON crossing.resource_id = resources.id
WHERE status = 'active'
    AND coalesce(available_from <= getvariable('as_of'), true)
    AND coalesce(available_to >= getvariable('as_of'), true)
GROUP BY ALL
