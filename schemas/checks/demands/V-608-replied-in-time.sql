-- code: V-608
-- severity: warning
-- source: general
-- title: {zh: 诉求按期答复, en: Demands are answered in time}
-- message:
--   zh: 收到于 {received_on}，到今天已过 {days} 个工作日，还没有答复；方案设定 {target} 个工作日
--   en: received on {received_on}, {days} working days ago, and not answered; the plan sets {target}
-- hint:
--   zh: 先答复青年，哪怕只说明办到了哪一步，再写 first_reply_on 和 public_reply
--   en: answer first, if only to say how far it is, then give first_reply_on and public_reply

-- By the plan in force on the day of receipt.
SELECT
    demands.id,
    'received_on' AS field,
    received_on,
    today.number - received.number AS days,
    reply_target_workdays AS target
FROM demands
JOIN plans ON received_on BETWEEN first_on AND last_on
JOIN workdays AS received ON received.date = received_on
JOIN workdays AS today ON today.date = getvariable('as_of')
WHERE first_reply_on IS NULL
    AND demands.status IN ('received', 'routed', 'reopened')
    AND today.number - received.number > reply_target_workdays
