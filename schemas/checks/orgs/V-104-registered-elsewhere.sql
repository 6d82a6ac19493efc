-- code: V-104
-- severity: warning
-- source: general
-- title: {zh: 统一社会信用代码的登记地, en: Where the credit code was issued}
-- message:
--   zh: 统一社会信用代码“{uscc}”的登记地是 {issued}，不在本市（{city}）
--   en: the credit code "{uscc}" was issued in {issued}, not in this city ({city})
-- hint:
--   zh: 核对代码第3至8位；确在外地登记的不用改
--   en: check characters 3 to 8; leave it if the body is registered elsewhere

SELECT orgs.id, 'uscc' AS field, uscc, uscc[3:8] AS issued, district.code[1:4] AS city
FROM orgs
CROSS JOIN district
WHERE uscc[3:6] <> district.code[1:4]
