-- code: V-105
-- severity: error
-- source: 三(一)2
-- title: {zh: 上级团组织在运行, en: Parents are active}
-- message:
--   zh: 上级团组织“{parent_name}”（{parent}）已{status_zh}，隶属关系断了
--   en: the parent "{parent_name}" ({parent}) is {status}; the chain is broken
-- hint:
--   zh: parent 改为承继它的团组织
--   en: name the organisation that took over

SELECT
    org.id,
    'parent' AS field,
    org.parent,
    parent.short_name AS parent_name,
    parent.status,
    if(parent.status = 'merged', '并入别处', '撤销') AS status_zh
FROM league_orgs AS org
JOIN orgs AS parent ON parent.id = org.parent
WHERE parent.status IN ('merged', 'dissolved')
