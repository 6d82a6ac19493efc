-- code: V-504
-- severity: warning
-- scope: catalog
-- source: 三(二)3
-- title: {zh: 先保基本支出, en: Basic expenses come first}
-- message:
--   zh: “{name}”{year} 年有项目经费，没有基本支出保障的记录
--   en: '"{name}" has project funding in {year} but no record of its basic expenses'
-- hint:
--   zh: 在 data/funding/ 加一条基本支出（kind 写 basic，applicant_org 写 {org}，year 写 {year}）
--   en: add the basic expenses to data/funding/ (kind basic, applicant_org {org}, year {year})

SELECT min(funding.id) AS id, 'kind' AS field, any_value(short_name) AS name, year, applicant_org AS org
FROM funding
JOIN orgs ON orgs.id = applicant_org
WHERE funding.status NOT IN ('draft', 'rejected')
GROUP BY applicant_org, year
HAVING NOT bool_or(kind = 'basic')
