-- title: {zh: 信息报送合计, en: Reports in all}
-- about: {zh: 按报送月份（month）、按类别（kind）和全部（all）；还没有报送的不算, en: "By the month of the report, by kind and in all; without those not reported yet"}
-- columns:
--   board: {zh: 怎么分, en: by what}
--   code: {zh: 月份或类别, en: month or kind}
--   n: {zh: 报送, en: reported}
--   adopted: {zh: 已采用, en: adopted}
--   others: {zh: 其余的, en: the others}
--   orgs: {zh: 报送的组织, en: organisations that reported}

WITH boards AS (
    SELECT
        *,
        unnest(['all', 'month', 'kind']) AS board,
        unnest(['', strftime(reported_on, '%Y-%m'), kind]) AS code
    FROM info_reports
    WHERE reported_on IS NOT NULL
)
SELECT
    board,
    code,
    count(*) AS n,
    count(*) FILTER (status = 'adopted') AS adopted,
    count(*) FILTER (status <> 'adopted') AS others,
    count(DISTINCT org) AS orgs
FROM boards
GROUP BY ALL
ORDER BY ALL
