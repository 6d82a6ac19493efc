-- title: {zh: 镇街的工作, en: Work of a town}
-- about: {zh: 镇街页上逐条列出的记录，按页面上的顺序, en: "The records that a town's page lists, in its order"}
-- columns:
--   town: {zh: 镇街, en: town}
--   kind: {zh: 记录种类, en: type of record}
--   id: {zh: 记录, en: record}

SELECT town, kind, id
FROM town_work
WHERE town IS NOT NULL AND kind NOT IN ('task-assignment', 'demand', 'extended-service')
ORDER BY town, kind, seq
