-- code: R-02
-- title: {zh: 合作协议到期, en: Agreements that end}
-- message:
--   zh: 合作协议到期；续签后改 {field}，不再合作就改状态
--   en: the agreement ends; set {field} once it is renewed, or change the status

SELECT id, supervising_org AS org, cooperation_agreement_to AS due, 'cooperation.agreement_to' AS field
FROM open_homes
WHERE cooperation_agreement_to <= getvariable('until')
UNION ALL
SELECT id, league_org, agreement_valid_to, 'agreement.valid_to'
FROM partnerships
WHERE status = 'active' AND agreement_valid_to <= getvariable('until')
