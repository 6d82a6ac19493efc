-- A brand was no demonstration before it was recognised as one.
SELECT id, 'demonstration.is_demo' AS field, NULL AS status, false AS value
FROM brands
WHERE demonstration_recognised_on > getvariable('as_of')
