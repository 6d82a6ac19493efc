-- code: V-205
-- severity: error
-- source: 三(一)3
-- title: {zh: 由上级团组织评价, en: Evaluated by the parent organisation}
-- message:
--   zh: 评价单位是“{by_name}”，应由上级“{parent_name}”评价
--   en: it was evaluated by "{by_name}", not by the parent "{parent_name}"
-- hint:
--   zh: 把 evaluation 下的 by_org 改为 {parent}
--   en: set by_org under evaluation to {parent}

SELECT
    task_assignments.id,
    'evaluation.by_org' AS field,
    judge.short_name AS by_name,
    parent.short_name AS parent_name,
    parent.id AS parent
FROM task_assignments
JOIN orgs ON orgs.id = org
JOIN orgs AS judge ON judge.id = evaluation_by_org
JOIN orgs AS parent ON parent.id = orgs.parent
WHERE judge.id <> parent.id
    -- What the parent took over may have evaluated before it did.
    AND judge.id NOT IN (SELECT value FROM orgs__predecessors WHERE org_id = parent.id)
