-- title: {zh: 共建委员会合计, en: Committees in all}
-- about: {zh: 一行：运行中的委员会、没有委员会的镇街、开过的会, en: "One row: committees at work, towns without one, meetings held"}
-- columns:
--   running: {zh: 运行中的委员会, en: committees at work}
--   towns_without: {zh: 没有委员会的镇街, en: towns without one}
--   meetings: {zh: 会议, en: meetings}

SELECT
    (SELECT count(*) FROM committees WHERE status = 'active') AS running,
    (
        SELECT count(*)
        FROM towns
        WHERE id NOT IN (SELECT area FROM committees WHERE status = 'active' AND area IS NOT NULL)
    ) AS towns_without,
    (
        SELECT count(*)
        FROM committees__meetings
        JOIN committees ON committees.id = committee_id
        WHERE committees.status = 'active'
    ) AS meetings
