-- code: R-01
-- title: {zh: 复核, en: Reviews}
-- message:
--   zh: 请再核对一遍，改 updated_on 和 review_due
--   en: look at it again and set updated_on and review_due

SELECT id, maintainer_org AS org, review_due AS due
FROM records
WHERE status <> 'removed' AND review_due <= getvariable('until')
