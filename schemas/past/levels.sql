-- A home had no demonstration level before it was named, nor a brand before it was recognised.
SELECT id, 'demonstration_level' AS field, NULL AS status, 'none' AS value
FROM homes
WHERE awarded_on > getvariable('as_of')
UNION ALL
SELECT id, 'demonstration.level', NULL, 'none'
FROM brands
WHERE demonstration_recognised_on > getvariable('as_of')
UNION ALL
SELECT id, 'demonstration.by', NULL, NULL
FROM brands
WHERE demonstration_recognised_on > getvariable('as_of')
