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

-- Asked for every quarter in which a plan runs, and told of the plan in force at its end: from the first day of its first phase to the last of its last.
-- Where that is not known, from the first quarter in which anything was inspected to the end of the last such year.
-- A quarter that is not over yet may still get its bulletin.
WITH covered AS (
    SELECT
        kind = 'bulletin' AS is_bulletin,
        date_trunc('quarter', coalesce(period_from, date)) AS first,
        date_trunc('quarter', coalesce(period_to, date)) AS last
    FROM inspections
),
inspected AS (
    SELECT min(first) AS first, make_date(year(max(last)), 12, 31) AS last FROM covered
),
runs AS (
    SELECT
        coalesce(min(starts_on), arg_min_null(plans.valid_from, first_on)) AS first,
        coalesce(arg_max_null(plans.valid_to, first_on), if(count(*) = count(ends_on), max(ends_on), NULL)) AS last
    FROM plans
    LEFT JOIN phases ON true
),
quarters AS (
    SELECT unnest(generate_series(
        date_trunc('quarter', coalesce(runs.first, inspected.first))::TIMESTAMP,
        least(
            getvariable('as_of'),
            coalesce(runs.last, if(runs.first IS NULL, inspected.last, getvariable('as_of')))
        )::TIMESTAMP,
        INTERVAL 3 MONTH
    ))::DATE AS first
    FROM runs
    CROSS JOIN inspected
)
SELECT
    plan AS id,
    year(first) AS year,
    quarter(first) AS quarter,
    first,
    last_day(first + INTERVAL 2 MONTH) AS last
FROM quarters
JOIN plans ON last_day(first + INTERVAL 2 MONTH) BETWEEN first_on AND last_on
WHERE first + INTERVAL 3 MONTH <= getvariable('as_of')
    AND NOT EXISTS (FROM covered WHERE is_bulletin AND quarters.first BETWEEN covered.first AND covered.last)
