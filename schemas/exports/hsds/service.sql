-- What a Youth Home offers, a service a category (services.csv).
SELECT
    concat(homes.id, '/', offered.code) AS id,
    coalesce(operator_org, supervising_org) AS organization_id,
    concat(homes.name, '：', kinds.title) AS name,
    summary AS description,
    concat('homes/', homes.id, '/') AS url,
    CASE homes.status
        WHEN 'open' THEN 'active'
        WHEN 'suspended' THEN 'temporarily closed'
        WHEN 'closed' THEN 'defunct'
        ELSE 'inactive'
    END AS status,
    booking_how AS application_process,
    fees.title AS fees_description,
    age_note AS eligibility_description,
    homes.updated_on AS assured_date,
    if(homes.provenance = 'demo', '演示数据，虚构，不能当作事实引用 / made up for demonstration, no fact', NULL) AS alert
FROM homes
CROSS JOIN unnest(services) AS offered (code)
LEFT JOIN codes AS kinds ON kinds.dataset = 'homes' AND kinds.field = 'services' AND kinds.code = offered.code
LEFT JOIN codes AS fees ON fees.dataset = 'homes' AND fees.field = 'fee' AND fees.code = homes.fee
WHERE coalesce(operator_org, supervising_org) IS NOT NULL
ORDER BY id
