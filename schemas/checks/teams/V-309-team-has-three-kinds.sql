-- code: V-309
-- severity: warning
-- source: 三(二)2
-- title: {zh: “团干部+社工+志愿者”齐备, en: "Teams have cadres, social workers and volunteers"}
-- message:
--   zh: 队伍里没有{zh}，方案要求建设“团干部+社工+志愿者”队伍
--   en: the team has no {en}; the plan asks for cadres, social workers and volunteers
-- hint:
--   zh: 确实没有就保持 0；只是不清楚的，改写 null
--   en: leave 0 if there are none; write null if you just do not know

SELECT id, field, zh, en
FROM (
    SELECT id, 'cadres_total' AS field, cadres_total AS n, '团干部' AS zh, 'cadres' AS en FROM teams
    UNION ALL
    SELECT id, 'social_workers', social_workers, '社工', 'social workers' FROM teams
    UNION ALL
    SELECT id, 'registered_volunteers', registered_volunteers, '志愿者', 'volunteers' FROM teams
)
WHERE n = 0
