-- Everything with a point on the map.
CREATE TABLE points AS
SELECT id, location_lon, location_lat FROM homes
UNION ALL
SELECT id, location_lon, location_lat FROM gathering_places;
