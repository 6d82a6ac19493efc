-- code: V-404
-- severity: warning
-- source: 三(四)3
-- title: {zh: 岗位在岗的时候才履职, en: Posts act while somebody holds them}
-- message:
--   zh: 岗位“{title}”（{post}）{state_zh}，{day_zh}却{what_zh}
--   en: the post "{title}" ({post}) {state_en}, but {what_en} {day_en}
-- hint:
--   zh: 换成当时在岗的岗位，或改正日期；当时有人在岗的，改正这个岗位的 filled、vacancies、valid_from；领办、联系随岗位空缺而止的，写 to（最后一天），把 status 改为 ended
--   en: name a post that was filled then, or correct the date; if somebody held it, correct filled, vacancies and valid_from of the post; what ended with the vacancy gets to (the last day) and the status ended

-- A vacancy is recorded when it comes; who takes over may take weeks, and the site goes on being published. But a
-- post does nothing before it is created, and nothing new once it is abolished: that is an error.
-- Of each thing done, its first and last day; what goes on has none of its own.
WITH acts (id, field, post, since, until, quarter, what_zh, what_en) AS (
    SELECT events.id, 'led_by_post', led_by_post, times.starts_at::DATE, times.starts_at::DATE, NULL, '带队办活动', 'leads the event on'
    FROM events_that_count AS events
    JOIN events__occurrences AS times ON times.event_id = events.id
    UNION ALL
    SELECT task_assignment_id, format('guidance[{}].by_post', seq - 1), by_post, date, date, NULL, '作指导', 'gives guidance on'
    FROM task_assignments__guidance
    UNION ALL
    SELECT id, 'post', post, "from", "from", NULL, '开始领办青年之家', 'begins to lead a home on'
    FROM lead_assignments
    UNION ALL
    SELECT id, 'post', post, NULL, NULL, NULL, '领办青年之家', 'leads a home'
    FROM lead_assignments
    WHERE status = 'active' AND "from" <= getvariable('as_of') AND coalesce("to" >= getvariable('as_of'), true)
    UNION ALL
    SELECT
        lead_assignment_id, format('duty_sessions[{}].quarter', duty.seq - 1), post,
        begins, (begins + INTERVAL 3 MONTH)::DATE - 1, quarter, '值守', 'was on duty in'
    FROM lead_assignments__duty_sessions AS duty
    JOIN lead_assignments ON lead_assignments.id = lead_assignment_id
    CROSS JOIN LATERAL (SELECT make_date(left(quarter, 4)::INT, 3 * right(quarter, 1)::INT - 2, 1) AS begins)
    WHERE count > 0
    UNION ALL
    SELECT id, 'holder_post', holder_post, "from", "from", NULL, '开始承担联系点', 'begins to hold a contact point on'
    FROM contact_points
    UNION ALL
    SELECT id, 'holder_post', holder_post, NULL, NULL, NULL, '承担联系点', 'holds a contact point'
    FROM contact_points
    WHERE status = 'active' AND "from" <= getvariable('as_of') AND coalesce("to" >= getvariable('as_of'), true)
    UNION ALL
    SELECT contact_point_id, format('activities[{}].date', seq - 1), holder_post, date, date, NULL, '开展联系', 'was in contact on'
    FROM contact_points__activities
    JOIN contact_points ON contact_points.id = contact_point_id
),
-- The days on which nobody acts for a post. One that is vacant or abolished without a date is so now.
idle (post, since, until, absent, state_zh, state_en) AS (
    SELECT id, DATE '0001-01-01', valid_from - 1, true, format('{} 才设立', valid_from), format('was created on {} only', valid_from)
    FROM posts
    WHERE valid_from IS NOT NULL
    UNION ALL
    SELECT id, valid_to + 1, DATE '9999-12-31', true, format('已于 {} 撤销', valid_to), format('was abolished on {}', valid_to)
    FROM posts
    WHERE valid_to IS NOT NULL
    UNION ALL
    SELECT id, getvariable('as_of'), getvariable('as_of'), false, '已经撤销', 'is abolished'
    FROM posts
    WHERE status = 'abolished' AND valid_to IS NULL
    UNION ALL
    SELECT
        post_id, "from", coalesce("to", DATE '9999-12-31'), false,
        if("to" IS NULL, format('自 {} 起空缺', "from"), format('{} 至 {} 空缺', "from", "to")),
        if("to" IS NULL, format('is vacant since {}', "from"), format('was vacant from {} to {}', "from", "to"))
    FROM posts__vacancies
    UNION ALL
    SELECT id, getvariable('as_of'), getvariable('as_of'), false, '空缺', 'is vacant'
    FROM posts
    WHERE NOT filled AND status = 'active'
)
SELECT
    acts.id,
    acts.field,
    acts.post,
    title_label AS title,
    what_zh,
    what_en,
    state_zh,
    state_en,
    coalesce(coalesce(quarter, acts.since::VARCHAR) || ' ', '现在') AS day_zh,
    coalesce(quarter, acts.since::VARCHAR, 'now') AS day_en,
    if(absent AND acts.since IS NOT NULL, 'error', 'warning') AS severity
FROM acts
JOIN idle
    ON idle.post = acts.post
    AND coalesce(acts.since, getvariable('as_of')) >= idle.since
    AND coalesce(acts.until, getvariable('as_of')) <= idle.until
JOIN posts ON posts.id = acts.post
QUALIFY row_number() OVER (PARTITION BY acts.id, acts.field ORDER BY severity, acts.since NULLS LAST, absent DESC, idle.since) = 1
