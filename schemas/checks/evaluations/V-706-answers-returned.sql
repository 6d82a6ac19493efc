-- code: V-706
-- severity: error
-- source: general
-- title: {zh: 收回不多于发出, en: No more answers than questionnaires}
-- message:
--   zh: "{more_zh} {more} 份，多于{less_zh}的 {less} 份"
--   en: "{more} {more_en}, more than {less} {less_en}"
-- hint:
--   zh: 核对数字：有效不多于收回，收回不多于发出
--   en: "check the numbers: valid are part of returned, returned of issued"

SELECT id, field, more, more_zh, more_en, less, less_zh, less_en
FROM (
    SELECT id, 'valid_n' AS field, valid_n AS more, '有效' AS more_zh, 'valid' AS more_en,
        returned AS less, '收回' AS less_zh, 'returned' AS less_en
    FROM surveys
    UNION ALL
    SELECT id, 'returned', returned, '收回', 'returned', issued, '发出', 'issued'
    FROM surveys
)
WHERE more > less
