-- code: V-609
-- severity: warning
-- source: general
-- title: {zh: 已解决的诉求有着落, en: Solved demands have something to show}
-- message:
--   zh: 结果是已解决，却没有公开答复，也没有写促成了什么
--   en: the outcome is solved, but there is neither a reply nor anything it led to
-- hint:
--   zh: 写 public_reply（怎样解决的），或在 led_to 里写因此新增的服务或活动
--   en: give public_reply (how it was solved), or the service or event in led_to

SELECT id, 'outcome' AS field
FROM demands
WHERE outcome = 'solved'
    AND public_reply IS NULL
    AND id NOT IN (SELECT demand_id FROM demands__led_to)
