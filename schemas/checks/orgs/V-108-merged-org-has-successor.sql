-- code: V-108
-- severity: warning
-- scope: catalog
-- source: general
-- title: {zh: 并入别处的组织有承继, en: Merged organisations have successors}
-- message:
--   zh: “{name}”已并入别处，但没有哪个组织写明承继它
--   en: '"{name}" was merged, but no organisation says that it took over'
-- hint:
--   zh: 在承继组织的 predecessors 里写上 {id}
--   en: add {id} to the predecessors of the organisation that took over

SELECT id, 'status' AS field, short_name AS name
FROM orgs
WHERE status = 'merged'
    AND id NOT IN (SELECT value FROM orgs__predecessors)
