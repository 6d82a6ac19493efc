-- code: V-503
-- severity: error
-- source: 三(二)3
-- title: {zh: 下拨不超过核定, en: No more paid than approved}
-- message:
--   zh: 到这一笔为止共下拨 {total} 元，超过核定的 {approved} 元
--   en: up to here {total} yuan were paid, more than the {approved} approved
-- hint:
--   zh: 改正这一笔的金额，或核对 amount_approved
--   en: correct this amount, or check amount_approved

SELECT id, format('disbursements[{}].amount', seq - 1) AS field, total, amount_approved AS approved
FROM (
    SELECT funding_id, seq, sum(amount) OVER (PARTITION BY funding_id ORDER BY seq) AS total
    FROM funding__disbursements
)
JOIN funding ON funding.id = funding_id
WHERE total > amount_approved
QUALIFY row_number() OVER (PARTITION BY id ORDER BY seq) = 1
