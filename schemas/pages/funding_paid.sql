-- title: {zh: 已拨付, en: Paid out}
-- about: {zh: 每一笔申请到目前拨付了多少；还没有拨付的不出现, en: "How much was paid of each application; one of which nothing was paid has no row"}
-- columns:
--   id: {zh: 申请, en: application}
--   paid: {zh: 已拨付（元）, en: paid (yuan)}

SELECT funding_id AS id, sum(amount) AS paid
FROM funding__disbursements
GROUP BY funding_id
ORDER BY funding_id
