-- title: {zh: 延时服务合计, en: Work outside office hours}
-- about: {zh: 按组织（org）、按月份（month）、按镇街（town，不属于哪个镇街的为空）和全部（all）, en: "By organisation, by month, by town (empty for those of no town) and in all"}
-- columns:
--   board: {zh: 怎么分, en: by what}
--   code: {zh: 组织、月份或镇街, en: "organisation, month or town"}
--   sessions: {zh: 场次；一条也没有填写时为空（下同）, en: sessions; empty if none is recorded (so below)}
--   hours_total: {zh: 时数, en: hours}
--   comp_hours_due: {zh: 应调休, en: hours off due}
--   comp_hours_taken: {zh: 已调休, en: hours off taken}
--   comp_hours_left: {zh: 待调休，不小于零, en: "hours off left, not below zero"}

WITH boards AS (
    SELECT
        extended_service.* REPLACE (
            hours_total::DECIMAL(18, 2) AS hours_total,
            comp_hours_due::DECIMAL(18, 2) AS comp_hours_due,
            comp_hours_taken::DECIMAL(18, 2) AS comp_hours_taken
        ),
        unnest(['all', 'org', 'month', 'town']) AS board,
        unnest(['', org, month, coalesce(town, '')]) AS code
    FROM extended_service
    JOIN orgs ON orgs.id = org
    LEFT JOIN town_of ON town_of.area = orgs.area
)
SELECT
    board,
    code,
    sum(sessions) AS sessions,
    sum(hours_total)::DOUBLE AS hours_total,
    sum(comp_hours_due)::DOUBLE AS comp_hours_due,
    sum(comp_hours_taken)::DOUBLE AS comp_hours_taken,
    greatest(coalesce(sum(comp_hours_due), 0) - coalesce(sum(comp_hours_taken), 0), 0)::DOUBLE AS comp_hours_left
FROM boards
GROUP BY ALL
ORDER BY ALL
