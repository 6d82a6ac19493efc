-- code: V-108
-- severity: warning
-- scope: catalog
-- source: general
-- title: {zh: 撤销的区划有去向, en: Abolished areas have successors}
-- message:
--   zh: “{name}”已于 {valid_to} 撤销，没有写并入了哪里
--   en: '"{name}" was abolished on {valid_to}; it is not said what became of it'
-- hint:
--   zh: 加上 successors（去向），或在新区划的 predecessors 里写上它
--   en: add successors, or name it in the predecessors of the new area

-- Where a village went is often published nowhere, and that is nobody's fault.
SELECT id, 'valid_to' AS field, name, valid_to
FROM areas
WHERE status = 'abolished'
    AND level <> 'village'
    AND id NOT IN (SELECT area_id FROM areas__successors)
    AND id NOT IN (SELECT area FROM areas__predecessors)
