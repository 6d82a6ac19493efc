-- title: {zh: 信息报送, en: Reports}
-- about:
--   zh: 本季报送的信息和其中被采用的
--   en: Reports sent in the quarter, and those taken up
-- columns:
--   reported: {zh: 报送, en: sent}
--   adopted: {zh: 采用, en: taken up}

SELECT
    counted_in AS area,
    count(*) AS reported,
    count(*) FILTER (info_reports.status = 'adopted') AS adopted
FROM info_reports
JOIN orgs ON orgs.id = org
JOIN places ON places.area = orgs.area
WHERE reported_on BETWEEN getvariable('since') AND getvariable('until')
GROUP BY counted_in
