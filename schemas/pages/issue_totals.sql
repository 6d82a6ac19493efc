-- title: {zh: 督查发现的问题, en: Issues found by inspections}
-- about: {zh: 按问题类别（kind）和全部（all）, en: By the kind of the issue and in all}
-- columns:
--   board: {zh: 怎么分, en: by what}
--   code: {zh: 问题类别, en: kind of issue}
--   n: {zh: 发现, en: found}
--   fixed: {zh: 已整改, en: put right}
--   open: {zh: 尚未整改, en: not put right yet}

WITH boards AS (
    SELECT *, unnest(['all', 'kind']) AS board, unnest(['', issues.code]) AS part
    FROM inspections__issues AS issues
)
SELECT
    board,
    part AS code,
    count(*) AS n,
    count(fixed_on) AS fixed,
    count(*) - count(fixed_on) AS open
FROM boards
GROUP BY ALL
ORDER BY ALL
