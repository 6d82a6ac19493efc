-- title: {zh: 各阶段的实施方案, en: Implementation plans of a phase}
-- about: {zh: 每个阶段一行：多少个镇街团组织、其中多少个通过了这个阶段的实施方案、还缺哪些, en: "A row a phase: how many League organisations of towns there are, how many have adopted a plan for it, which have not"}
-- columns:
--   phase: {zh: 阶段, en: phase}
--   towns: {zh: 镇街团组织, en: organisations of towns}
--   with_plan: {zh: 其中有方案的, en: those with a plan}
--   lacking: {zh: 还没有方案的, en: those without}

WITH adopted AS (
    SELECT DISTINCT phase, org
    FROM work_plans
    WHERE kind = 'implementation_plan' AND status IN ('adopted', 'superseded')
),
-- Where only made-up organisations have plans, only those are asked for one.
given AS (
    SELECT list(DISTINCT orgs.provenance = 'demo') AS made_up
    FROM work_plans
    JOIN orgs ON orgs.id = work_plans.org
),
asked AS (
    SELECT phases.id AS phase, orgs.id AS org
    FROM phases
    CROSS JOIN given
    LEFT JOIN orgs
        ON tier = 'town' AND orgs.status = 'active' AND coalesce(list_contains(made_up, orgs.provenance = 'demo'), true)
)
SELECT
    asked.phase,
    count(asked.org) AS towns,
    count(adopted.org) AS with_plan,
    coalesce(list(asked.org ORDER BY asked.org) FILTER (asked.org IS NOT NULL AND adopted.org IS NULL), []) AS lacking
FROM asked
LEFT JOIN adopted ON adopted.phase = asked.phase AND adopted.org = asked.org
GROUP BY asked.phase
ORDER BY asked.phase
