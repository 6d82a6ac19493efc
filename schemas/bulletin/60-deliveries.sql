-- title: {zh: 定制配送, en: Customised deliveries}
-- about:
--   zh: 本季园区、楼宇等聚集点提出的需要，和本季送达的次数
--   en: What gathering places asked for in the quarter, and what was delivered in it
-- columns:
--   requested: {zh: 提出, en: asked for}
--   delivered: {zh: 送达, en: delivered}

SELECT
    counted_in AS area,
    count(*) FILTER (requested_on BETWEEN getvariable('since') AND getvariable('until')) AS requested,
    count(*) FILTER (delivered_on BETWEEN getvariable('since') AND getvariable('until')) AS delivered
FROM deliveries
JOIN gathering_places ON gathering_places.id = place
JOIN places USING (area)
WHERE deliveries.status <> 'cancelled'
GROUP BY counted_in
HAVING requested + delivered > 0
