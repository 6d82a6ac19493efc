-- id: I-CASE-01
-- title: {zh: 案例推广数, en: Cases that were promoted}
-- kind: count
-- unit: cases
-- formula: {zh: 已发布的典型案例数；其中已推广的, en: published cases; those of them that were promoted}
-- population: {zh: 审核通过并已发布的典型案例，按所属镇街, en: "cases that passed review and are published, by town"}
-- not_computable: {zh: 还没有发布的典型案例, en: no case is published}
-- source: 五(三)
-- breakdowns:
--   published: {zh: 已发布, en: Published}
--   promoted: {zh: 其中已推广, en: Promoted}

SELECT
    counted_in AS area,
    breakdown,
    count(*) FILTER (breakdown = 'published' OR len(promoted_to) > 0) AS value,
    count(*) AS n
FROM cases
JOIN places USING (area)
CROSS JOIN (VALUES ('published'), ('promoted')) AS stages (breakdown)
WHERE status IN ('published', 'promoted')
GROUP BY ALL
