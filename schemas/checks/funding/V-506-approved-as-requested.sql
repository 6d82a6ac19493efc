-- code: V-506
-- severity: warning
-- source: 三(二)3
-- title: {zh: 核定不超过申请, en: No more approved than requested}
-- message:
--   zh: 核定金额 {approved} 元多于申请的 {requested} 元
--   en: "{approved} yuan were approved, more than the {requested} requested"
-- hint:
--   zh: 核对两个金额，改正其中一个
--   en: check both amounts and correct one of them

SELECT id, 'amount_approved' AS field, amount_approved AS approved, amount_requested AS requested
FROM funding
WHERE amount_approved > amount_requested
