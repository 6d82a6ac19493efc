-- code: V-610
-- severity: warning
-- source: 三(四)1
-- title: {zh: 延时服务的岗位不多于岗位数, en: Not more posts than there are}
-- message:
--   zh: "{month} 有 {n} 个岗位延时，摸底（{baseline}）里只有 {posts} 个岗位、{branches} 个团支部"
--   en: "{n} posts worked late in {month}, but the baseline ({baseline}) knows {posts} posts and {branches} branches"
-- hint:
--   zh: 核对 posts_involved 和摸底的 posts_total、branches_total；posts_involved 写岗位数，不是人次
--   en: check posts_involved, and posts_total and branches_total of the baseline; posts_involved counts posts, not times

-- A branch has one post more that may have helped.
SELECT
    extended_service.id,
    'posts_involved' AS field,
    month,
    posts_involved AS n,
    staffing_posts_total AS posts,
    operation_branches_total AS branches,
    baselines.id AS baseline
FROM extended_service
JOIN baselines ON baselines.org = extended_service.org AND year(as_of) = left(month, 4)::INT
WHERE staffing_posts_total IS NOT NULL AND operation_branches_total IS NOT NULL
QUALIFY
    row_number() OVER (PARTITION BY extended_service.id ORDER BY staffing_posts_total + operation_branches_total DESC, baselines.id) = 1
    AND posts_involved > staffing_posts_total + operation_branches_total
