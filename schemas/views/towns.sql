-- Towns and subdistricts of the plan's district that exist on the day of the build.
CREATE TABLE towns AS
SELECT current_areas.*
FROM current_areas
JOIN district ON district.area = current_areas.parent
WHERE level = 'town';
