-- code: V-801
-- severity: warning
-- scope: catalog
-- source: 五(二)
-- title: {zh: 每个季度有定期通报, en: There is a bulletin every quarter}
-- message:
--   zh: "{year}年第{quarter}季度没有定期通报"
--   en: "there is no bulletin for quarter {quarter} of {year}"
-- hint:
--   zh: 方案要求定期通报；印发后在 data/inspections/ 登记（kind 写 bulletin，period 写 {first} 到 {last}）
--   en: the plan asks for regular bulletins; record it in data/inspections/ (kind bulletin, period {first} to {last})

-- Asked for every year in which anything was inspected, from the first quarter that was; a quarter
-- that is not over yet may still get its bulletin.
WITH covered AS (
    SELECT
        kind = 'bulletin' AS is_bulletin,
        date_trunc('quarter', coalesce(period_from, date)) AS first,
        date_trunc('quarter', coalesce(period_to, date)) AS last
    FROM inspections
),
begun AS (
    SELECT year(first) AS year, min(first) AS first
    FROM covered
    GROUP BY year(first)
),
quarters AS (
    SELECT unnest(generate_series(first, make_date(year, 10, 1)::TIMESTAMP, INTERVAL 3 MONTH))::DATE AS first
    FROM begun
)
SELECT
    plan AS id,
    year(first) AS year,
    quarter(first) AS quarter,
    first,
    last_day(first + INTERVAL 2 MONTH) AS last
FROM quarters
CROSS JOIN district
WHERE first + INTERVAL 3 MONTH <= getvariable('as_of')
    AND NOT EXISTS (FROM covered WHERE is_bulletin AND quarters.first BETWEEN covered.first AND covered.last)
