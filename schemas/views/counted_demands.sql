-- Demands (reactions ask for nothing) received by the day of the build that were neither withdrawn nor a duplicate
-- by the end of that year, with the working days until the first reply. One without a town is the district's. One that was reopened after its
-- year, and not closed anew, has the status it had before.
CREATE TABLE counted_demands AS
SELECT
    demands.* REPLACE (
        coalesce(demands.area, district.area) AS area,
        coalesce(before.status, demands.status) AS status,
        if(outcome NOT IN ('withdrawn', 'duplicate'), outcome, NULL) AS outcome
    ),
    year(received_on)::VARCHAR AS period,
    reply.number - receipt.number AS days_to_reply,
    today.number - receipt.number AS days_until_now
FROM demands
CROSS JOIN district
LEFT JOIN status_before AS before ON before.id = demands.id
    AND year(before.until) > year(received_on)
    AND demands.status NOT IN ('resolved', 'closed_unresolved')
LEFT JOIN workdays AS receipt ON receipt.date = received_on
LEFT JOIN workdays AS reply ON reply.date = first_reply_on
LEFT JOIN workdays AS today ON today.date = getvariable('as_of')
WHERE kind = 'demand'
    AND received_on <= getvariable('as_of')
    AND NOT coalesce(
        demands.outcome IN ('withdrawn', 'duplicate') AND coalesce(year(resolved_on) <= year(received_on), true), false
    );
