-- code: R-06
-- title: {zh: 待答复的诉求, en: Demands to answer}
-- message:
--   zh: 收到于 {received}，还没有答复
--   en: received on {received} and not answered

-- Due on the working day on which the target of the plan in force on the day of receipt is reached; without a target no day is set.
SELECT
    demands.id,
    coalesce(routed.org, demands.maintainer_org) AS org,
    target.date AS due,
    demands.received_on AS received
FROM demands
JOIN plans ON received_on BETWEEN first_on AND last_on
LEFT JOIN (
    SELECT demand_id, arg_max(org, seq) AS org FROM demands__routing GROUP BY demand_id
) AS routed ON routed.demand_id = demands.id
LEFT JOIN workdays AS receipt ON receipt.date = demands.received_on
LEFT JOIN workdays AS target
    ON target.is_workday AND target.number = receipt.number + reply_target_workdays
WHERE demands.status IN ('received', 'routed', 'reopened') AND first_reply_on IS NULL
