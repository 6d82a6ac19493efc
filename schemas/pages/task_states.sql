-- title: {zh: 镇街任务的状态, en: "States of a town's tasks"}
-- about: {zh: 镇街的团组织和村社团组织的落实项数，已取消的不算, en: "Assignments of the League in a town and its villages; without those cancelled"}
-- columns:
--   town: {zh: 镇街, en: town}
--   status: {zh: 状态, en: status}
--   n: {zh: 落实项数, en: assigned}

SELECT town, status, count(*) AS n
FROM town_work
JOIN task_assignments USING (id)
GROUP BY ALL
ORDER BY ALL
