-- code: V-501
-- severity: error
-- source: 三(二)3
-- title: {zh: 对应本单位的任务, en: For the applicant's own tasks}
-- message:
--   zh: "{assignment} 是“{other}”的任务，不是申报单位“{name}”的"
--   en: '{assignment} is a task of "{other}", not of the applicant "{name}"'
-- hint:
--   zh: 换成“{name}”的任务落实编号，或改正 applicant_org
--   en: name an assignment of "{name}", or correct applicant_org

SELECT
    funding.id,
    format('task_assignments[{}]', seq - 1) AS field,
    value AS assignment,
    other.short_name AS other,
    applicant.short_name AS name
FROM funding__task_assignments
JOIN funding ON funding.id = funding_id
JOIN task_assignments ON task_assignments.id = value
JOIN orgs AS other ON other.id = task_assignments.org
JOIN orgs AS applicant ON applicant.id = applicant_org
WHERE other.id <> applicant.id
