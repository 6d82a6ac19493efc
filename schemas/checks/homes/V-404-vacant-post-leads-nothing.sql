-- code: V-404
-- severity: warning
-- source: 三(四)3
-- title: {zh: 空缺的岗位不领办、不联系, en: Vacant posts lead no home and hold no contact point}
-- message:
--   zh: 岗位“{title}”（{post}）{vacant_zh}，不能再{what_zh}
--   en: the post "{title}" ({post}) is {vacant_en} and cannot {what_en}
-- hint:
--   zh: 换成在任的岗位；岗位空出来以后，写 to（最后一天），把 status 改为 ended；已经有人接任的，把岗位的 filled 改为 true
--   en: name a post that is filled; once it falls vacant give to (the last day) and set status to ended; if somebody has taken over, set filled of the post to true

-- A vacancy is recorded when it comes; who takes over may take weeks, and the site goes on being published.
WITH held (id, field, post, what_zh, what_en) AS (
    SELECT id, 'post', post, '领办青年之家', 'lead a home'
    FROM lead_assignments
    WHERE status = 'active'
        AND "from" <= getvariable('as_of')
        AND coalesce("to" >= getvariable('as_of'), true)
    UNION ALL
    SELECT id, 'holder_post', holder_post, '承担联系点', 'hold a contact point'
    FROM contact_points
    WHERE status = 'active'
        AND "from" <= getvariable('as_of')
        AND coalesce("to" >= getvariable('as_of'), true)
)
SELECT
    held.*,
    title_label AS title,
    if(status = 'abolished', '已经撤销', '空缺') AS vacant_zh,
    if(status = 'abolished', 'abolished', 'vacant') AS vacant_en
FROM held
JOIN posts ON posts.id = post
WHERE NOT filled OR status = 'abolished'
