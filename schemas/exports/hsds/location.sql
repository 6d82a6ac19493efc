-- The Youth Homes as places (locations.csv). The standard's table of addresses asks for a postal code and a province,
-- which nobody records: the address stands in the description.
SELECT
    id,
    'physical' AS location_type,
    operator_org AS organization_id,
    name,
    alias AS alternate_name,
    concat_ws('；', summary, address, address_note) AS description,
    transport AS transportation,
    lat_wgs84 AS latitude,
    lon_wgs84 AS longitude,
    id AS external_identifier,
    'youth-home-atlas' AS external_identifier_type
FROM homes
ORDER BY id
