-- id: I-SVC-02
-- title: {zh: 旗舰店服务延伸数, en: Spread of flagship services}
-- kind: mean
-- unit: homes
-- formula: {zh: 旗舰店服务项目延伸到的青年之家数 ÷ 旗舰店服务项目数, en: homes to which services of flagships were extended ÷ services of flagships}
-- numerator: {zh: 各项目已延伸到的其他青年之家数之和, en: sum over the services of the other homes they were extended to}
-- denominator: {zh: 由旗舰店发起、仍在提供的服务项目, en: services that began at a flagship and are still offered}
-- population: {zh: 在用的服务项目，按发起的旗舰店所在镇街；到统计基准日已延伸的, en: "services in use, by the town of the flagship; extensions up to the day"}
-- not_computable: {zh: 旗舰店还没有服务项目, en: no flagship has a service}
-- source: 三(三)1

WITH spread AS (
    SELECT items.id, origin.area, count(DISTINCT extended.home) AS homes
    FROM service_items AS items
    JOIN homes AS origin ON origin.id = items.origin_home AND origin.store_class = 'flagship'
    LEFT JOIN service_items__extended_to AS extended
        ON extended.service_item_id = items.id
        AND extended.home <> items.origin_home
        AND coalesce(extended.since <= getvariable('as_of'), true)
    WHERE items.status = 'active'
    GROUP BY items.id, origin.area
)
SELECT counted_in AS area, sum(homes) AS numerator, count(*) AS denominator
FROM spread
JOIN places USING (area)
GROUP BY ALL
