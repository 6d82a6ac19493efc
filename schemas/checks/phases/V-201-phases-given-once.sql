-- code: V-201
-- severity: error
-- source: 四
-- title: {zh: 阶段不重复, en: Every phase is given once}
-- message:
--   zh: "{what_zh}与“{other_name}”（{other}）相同"
--   en: "{what_en} is the same as that of \"{other_name}\" ({other})"
-- hint:
--   zh: 三个阶段依次是 1 pilot、2 rollout、3 summary，每个只写一次
--   en: the phases are 1 pilot, 2 rollout and 3 summary, each given once

SELECT id, 'seq' AS field, '次序' AS what_zh, 'seq' AS what_en, lag(id) OVER same AS other, lag(name) OVER same AS other_name
FROM phases
WINDOW same AS (PARTITION BY seq ORDER BY id)
QUALIFY lag(id) OVER same IS NOT NULL

UNION ALL

SELECT id, 'code', '阶段（code）', 'code', lag(id) OVER same, lag(name) OVER same
FROM phases
WINDOW same AS (PARTITION BY code ORDER BY id)
QUALIFY lag(id) OVER same IS NOT NULL
