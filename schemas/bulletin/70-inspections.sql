-- title: {zh: 督促检查, en: Inspections}
-- about:
--   zh: 本季发现的问题、本季整改的问题，和季末仍未整改的
--   en: Issues found in the quarter, put right in it, and still open at its end
-- columns:
--   found: {zh: 发现, en: found}
--   fixed: {zh: 整改, en: put right}
--   open: {zh: 季末未整改, en: open}

SELECT
    counted_in AS area,
    count(*) FILTER (found_on BETWEEN getvariable('since') AND getvariable('until')) AS found,
    count(*) FILTER (fixed_on BETWEEN getvariable('since') AND getvariable('until')) AS fixed,
    count(*) FILTER (
        found_on <= getvariable('until') AND coalesce(fixed_on > getvariable('until'), true)
    ) AS open
FROM inspections__issues
JOIN orgs ON orgs.id = org
JOIN places ON places.area = orgs.area
GROUP BY counted_in
HAVING found + fixed + open > 0
