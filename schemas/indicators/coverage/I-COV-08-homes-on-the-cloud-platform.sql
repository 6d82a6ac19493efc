-- id: I-COV-08
-- title: {zh: 云平台入驻率, en: Homes on the cloud platform}
-- kind: share
-- unit: percent
-- formula: {zh: 已入驻的开放青年之家 ÷ 已填写是否入驻的开放青年之家, en: open homes that joined ÷ open homes for which it is recorded}
-- numerator: {zh: 已入驻青年之家云平台的, en: homes that joined the cloud platform}
-- denominator: {zh: 填写了是否入驻的开放青年之家, en: open homes for which it is recorded whether they joined}
-- population: {zh: 统计基准日开放的青年之家；没有填写的列为缺失，不当作未入驻, en: homes that are open on the day; those without an answer are missing and not counted as outside}
-- not_computable: {zh: 没有一个开放的青年之家填写了是否入驻, en: it is recorded for no open home}
-- source: general

SELECT
    counted_in AS area,
    count(*) FILTER (cloud_platform_joined) AS numerator,
    count(cloud_platform_joined) AS denominator,
    count(*) - count(cloud_platform_joined) AS missing
FROM open_homes
JOIN places USING (area)
GROUP BY ALL
