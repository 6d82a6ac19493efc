-- Applications for funding with the sum paid and the day of the first payment up to the day of the build;
-- each counts once under its kind and once under all, in the area where the applicant lay at the end of its year.
CREATE TABLE grants AS
SELECT
    funding.*,
    funding.year::VARCHAR AS period,
    unnest(['all', funding.kind]) AS breakdown,
    stays.area,
    paid.amount AS amount_paid,
    paid.first_on AS first_paid_on
FROM funding
JOIN org_areas AS stays ON stays.id = funding.applicant_org
    AND make_date(funding.year, 12, 31) BETWEEN stays.first_on AND stays.last_on
LEFT JOIN (
    SELECT funding_id, sum(amount) AS amount, min(date) AS first_on
    FROM funding__disbursements
    WHERE date <= getvariable('as_of')
    GROUP BY funding_id
) AS paid ON paid.funding_id = funding.id
WHERE funding.year <= year(getvariable('as_of'));
