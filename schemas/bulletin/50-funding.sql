-- title: {zh: 工作经费, en: Funding}
-- about:
--   zh: 本季下拨的金额（元）和笔数
--   en: Yuan paid out in the quarter, and the number of payments
-- columns:
--   paid: {zh: 下拨（元）, en: paid (yuan)}
--   payments: {zh: 笔数, en: payments}

SELECT counted_in AS area, sum(amount) AS paid, count(*) AS payments
FROM funding__disbursements
JOIN funding ON funding.id = funding_id
JOIN orgs ON orgs.id = applicant_org
JOIN places ON places.area = orgs.area
WHERE date BETWEEN getvariable('since') AND getvariable('until')
GROUP BY counted_in
