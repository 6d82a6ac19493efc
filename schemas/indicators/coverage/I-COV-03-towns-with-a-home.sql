-- id: I-COV-03
-- title: {zh: 青年之家镇街覆盖率, en: Towns with a Youth Home}
-- kind: share
-- unit: percent
-- formula: {zh: 有开放的青年之家的镇街 ÷ 全部镇街，合计与三级店分别计算, en: "towns with at least one open home ÷ all towns, for all homes and for each class"}
-- numerator: {zh: 至少有一个开放的（该级）青年之家的镇街, en: towns with at least one open home (of the class)}
-- denominator: {zh: 统计基准日有效的镇（街道）, en: towns and subdistricts that exist on the day}
-- population: {zh: 统计基准日开放的青年之家；方案只要求全区有旗舰店，没有要求每镇都有每一级, en: homes that are open on the day; the plan asks for a flagship in the district and not for every class in every town}
-- not_computable: {zh: 还没有登记镇（街道）, en: no towns are recorded}
-- source: 三(三)1
-- breakdowns:
--   flagship: {zh: 旗舰店, en: Flagship}
--   functional: {zh: 功能店, en: Functional}
--   co_operated: {zh: 共营店, en: Co-operated}

SELECT
    counted_in AS area,
    breakdown,
    count(DISTINCT homes.area) AS numerator,
    count(DISTINCT towns.id) AS denominator
FROM towns
JOIN places ON places.area = towns.id
CROSS JOIN (VALUES ('all'), ('flagship'), ('functional'), ('co_operated')) AS classes (breakdown)
LEFT JOIN open_homes AS homes ON homes.area = towns.id AND breakdown IN ('all', homes.store_class)
GROUP BY ALL
