-- code: V-301
-- severity: warning
-- scope: catalog
-- source: 三(二)1
-- title: {zh: 每个镇街有一个共建委员会, en: Every town has one joint committee}
-- message:
--   zh: “{name}”还没有运行中的青年工作共建委员会，方案要求全覆盖
--   en: '"{name}" has no joint youth-work committee at work; the plan asks for one in every town'
-- hint:
--   zh: 在 data/committees/ 建立一个（area 写 {id}）；筹建好的把 status 改为 active
--   en: add one to data/committees/ (area {id}), or set status to active if it has been set up

-- From the second phase on, what was a gap is a failure.
SELECT id, name, if(rolled_out, 'error', 'warning') AS severity
FROM towns
CROSS JOIN (
    SELECT coalesce(bool_or(code = 'rollout' AND starts_on <= getvariable('as_of')), false) AS rolled_out
    FROM phases
)
WHERE id NOT IN (SELECT area FROM current_committees)
