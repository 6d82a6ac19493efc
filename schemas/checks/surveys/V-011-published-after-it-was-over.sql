-- code: V-011
-- severity: error
-- source: 三(四)2
-- title: {zh: 调查结束以后才公布结果, en: A survey is published once it is over}
-- message:
--   zh: 状态是 {status}（{status_zh}），答卷却收到 {until}，还没有到
--   en: the status is {status}, but answers are taken until {until}, which is still to come
-- hint:
--   zh: 改正 period.to；还在收答卷的，把 status 改为 collecting
--   en: correct period.to, or set status to collecting while answers are taken

SELECT id, 'period.to' AS field, period_to AS until, status, if(status = 'published', '已公布', '已完成') AS status_zh
FROM surveys
WHERE status IN ('concluded', 'published') AND period_to > getvariable('as_of')
