-- id: I-TEAM-01
-- title: {zh: 团干部配备率, en: Posts filled}
-- kind: share
-- unit: percent
-- formula: {zh: 在岗的岗位 ÷ 全部岗位, en: filled posts ÷ posts}
-- numerator: {zh: 有人在岗的团干部岗位, en: posts of the League that are filled}
-- denominator: {zh: 填写了是否在岗的团干部岗位, en: posts of the League for which it is recorded}
-- population: {zh: 团组织的现有岗位，按组织所在镇街；按岗位，不按人，兼任的岗位各算一个, en: "posts of League organisations, by town; posts and not persons, so that one who holds two counts twice"}
-- not_computable: {zh: 没有登记岗位, en: no posts are recorded}
-- source: 三(一)1

SELECT
    counted_in AS area,
    count(*) FILTER (filled) AS numerator,
    count(filled) AS denominator,
    count(*) - count(filled) AS missing
FROM posts
JOIN orgs ON orgs.id = posts.org AND orgs.org_kind = 'league'
JOIN places ON places.area = orgs.area
WHERE posts.status = 'active'
GROUP BY ALL
