-- Which service is offered where (service_at_location.csv).
SELECT
    concat(homes.id, '/', offered.code, '/at') AS id,
    concat(homes.id, '/', offered.code) AS service_id,
    homes.id AS location_id
FROM homes
CROSS JOIN unnest(services) AS offered (code)
WHERE coalesce(operator_org, supervising_org) IS NOT NULL
ORDER BY id
