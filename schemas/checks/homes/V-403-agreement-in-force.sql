-- code: V-403
-- severity: warning
-- source: 三(三)1
-- title: {zh: 合作协议在有效期内, en: Agreements are in force}
-- message:
--   zh: 合作协议已于 {date} 到期，青年之家还在开放
--   en: the agreement ended on {date}, but the home is open
-- hint:
--   zh: 续签后改 agreement_to；不再合作就改 status
--   en: set agreement_to once it is renewed, or change the status

SELECT id, 'cooperation.agreement_to' AS field, cooperation_agreement_to AS date
FROM open_homes
WHERE cooperation_agreement_to < getvariable('as_of')
