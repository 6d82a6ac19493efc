-- code: V-605
-- severity: warning
-- source: 三(四)3
-- title: {zh: 一个岗位值守的次数合理, en: Plausible days on duty of one post}
-- message:
--   zh: 岗位“{title}”（{post}）{quarter} 在 {homes} 个青年之家共值守 {n} 次，这个季度只有 {days} 天
--   en: the post "{title}" ({post}) was on duty {n} times at {homes} homes in {quarter}, which has {days} days
-- hint:
--   zh: 核对它各条领办里这个季度的次数，看有没有重复计算
--   en: check the counts of that quarter in all its assignments; look for days counted twice

SELECT
    arg_max(lead_assignment_id, count) AS id,
    format('duty_sessions[{}].count', arg_max(duty.seq, count) - 1) AS field,
    post,
    any_value(title_label) AS title,
    quarter,
    count(DISTINCT home) AS homes,
    sum(count) AS n,
    any_value(days) AS days
FROM lead_assignments__duty_sessions AS duty
JOIN lead_assignments ON lead_assignments.id = lead_assignment_id
JOIN posts ON posts.id = post
CROSS JOIN LATERAL (SELECT make_date(left(quarter, 4)::INT, 3 * right(quarter, 1)::INT - 2, 1) AS begins)
CROSS JOIN LATERAL (SELECT (begins + INTERVAL 3 MONTH)::DATE - begins AS days)
GROUP BY post, quarter
HAVING sum(count) > any_value(days) AND max(count) <= any_value(days)
