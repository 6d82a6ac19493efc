-- Office telephones of the Youth Homes (phones.csv).
SELECT
    concat(id, '/phone') AS id,
    id AS location_id,
    contact_office_phone AS number,
    'voice' AS type
FROM homes
WHERE contact_office_phone IS NOT NULL
ORDER BY id
