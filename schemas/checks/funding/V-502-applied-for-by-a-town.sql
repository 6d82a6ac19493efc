-- code: V-502
-- severity: error
-- source: 三(二)3
-- title: {zh: 由镇街团组织申报, en: Applied for by a town committee}
-- message:
--   zh: 申报单位“{name}”不是乡镇（街道）团（工）委
--   en: 'the applicant "{name}" is not the League committee of a town'
-- hint:
--   zh: applicant_org 写乡镇（街道）团（工）委；村社和其他团组织由所在镇街申报
--   en: name a town committee in applicant_org; it applies for the organisations below it

SELECT funding.id, 'applicant_org' AS field, short_name AS name
FROM funding
JOIN orgs ON orgs.id = applicant_org
WHERE tier IS DISTINCT FROM 'town'
