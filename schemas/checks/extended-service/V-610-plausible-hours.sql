-- code: V-610
-- severity: error
-- source: 三(四)1
-- title: {zh: 延时和服务的时数合理, en: Plausible hours}
-- message:
--   zh: "{n} {who_zh} {hours} 小时，{so_zh}"
--   en: "{hours} hours by {n} {who_en} {so_en}"
-- hint:
--   zh: 核对时数和人数，看有没有多写一个零、把分钟当成小时
--   en: check both numbers; look for a zero too many, or minutes instead of hours

-- At most eight hours a day beyond the eight of the working day, day after day; sixteen at a time on a day off.
WITH given (id, field, hours, n, days, who_zh, who_en, one_zh, span_zh, span_en) AS (
    SELECT
        id, 'hours_total', hours_total, posts_involved, day(last_day((month || '-01')::DATE)),
        '个岗位延时', 'posts', '个岗位', '这个月', 'in the month'
    FROM extended_service
    UNION ALL
    SELECT
        id, 'sessions', hours_total, sessions * posts_involved, 2,
        '人次（场次×岗位）延时', 'posts and sessions', '人次', '一次', 'at a time'
    FROM extended_service
    UNION ALL
    SELECT
        id, 'comp_hours_due', comp_hours_due, posts_involved, 3 * day(last_day((month || '-01')::DATE)),
        '个岗位应补休', 'posts', '个岗位', '按三倍补休', 'even at three for one'
    FROM extended_service
    UNION ALL
    SELECT
        id, 'volunteer_hours', volunteer_hours, active_volunteers, 366,
        '名志愿者服务', 'volunteers', '人', '这一年', 'in the year'
    FROM teams
)
SELECT
    id,
    field,
    n,
    who_zh,
    who_en,
    format('{:g}', hours) AS hours,
    if(
        n = 0,
        '不会有时数',
        format('平均每{} {:g} 小时，{}最多可能 {} 小时', one_zh, round(hours / n, 1), span_zh, 8 * days)
    ) AS so_zh,
    if(
        n = 0,
        'cannot be',
        format('are {:g} each; {} are the most there can be {}', round(hours / n, 1), 8 * days, span_en)
    ) AS so_en
FROM given
WHERE hours > 8 * days * n
