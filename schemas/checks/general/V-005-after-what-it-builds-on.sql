-- code: V-005
-- severity: error
-- source: general
-- title: {zh: 先有的在先, en: Nothing comes before what it builds on}
-- message:
--   zh: "{late_zh} {late} 早于{early_zh} {early}"
--   en: "{late_en} {late} is before {early_en} {early}"
-- hint:
--   zh: "{hint_zh}"
--   en: "{hint_en}"

-- A home may be looked at before it opens, and what was evaluated may go on being guided: these are only doubted.
WITH dated (id, field, late, early, severity, late_zh, late_en, early_zh, early_en, hint_zh, hint_en) AS (
    SELECT
        pilot_sites.id, 'recognised_on', recognised_on, opened_on, 'warning',
        '认定日期', 'recognised_on', format('“{}”的开放日期', homes.name), format('the opening of "{}" on', homes.name),
        '核对 recognised_on 和该青年之家的 opened_on；还在培育的写 status: candidate，不写 recognised_on',
        'check recognised_on and opened_on of the home; a candidate has no recognised_on'
    FROM pilot_sites
    JOIN homes ON homes.id = target
    UNION ALL
    SELECT
        pilot_sites.id, 'recognised_on', recognised_on, started_on, 'warning',
        '认定日期', 'recognised_on', format('“{}”的启动日期', brands.name), format('the start of "{}" on', brands.name),
        '核对 recognised_on 和该品牌的 started_on；还在培育的写 status: candidate，不写 recognised_on',
        'check recognised_on and started_on of the brand; a candidate has no recognised_on'
    FROM pilot_sites
    JOIN brands ON brands.id = target
    UNION ALL
    SELECT
        inspection_id, format('subjects[{}]', seq - 1), date, opened_on, 'warning',
        '检查日期', 'the inspection on', format('“{}”的开放日期', name), format('the opening of "{}" on', name),
        '核对检查的 date 和该青年之家的 opened_on；确是开放以前检查的，不用改',
        'check the date of the inspection and opened_on of the home; if it was inspected before it opened, leave it'
    FROM inspections__subjects
    JOIN inspections ON inspections.id = inspection_id
    JOIN homes ON homes.id = value
    UNION ALL
    SELECT DISTINCT
        evaluation_id, 'concluded_on', concluded_on, period_to, 'error',
        '办结日期', 'concluded_on', format('调查“{}”的结束日期', surveys.title), format('the end of the survey "{}" on', surveys.title),
        '核对 concluded_on 和该调查的 period；调查结束以后才办结',
        'check concluded_on and the period of the survey; an evaluation is concluded once its survey has ended'
    FROM evaluations__measures
    JOIN evaluations ON evaluations.id = evaluation_id
    JOIN surveys ON surveys.id = survey
    UNION ALL
    SELECT
        task_assignment_id, format('guidance[{}].date', seq - 1), evaluation_date, date, 'warning',
        '评价日期', 'the evaluation on', '指导日期', 'the guidance on',
        '核对两个日期；评价以后才作的指导，记在下一项任务里',
        'check both dates; guidance after the evaluation belongs to the next assignment'
    FROM task_assignments__guidance
    JOIN task_assignments ON task_assignments.id = task_assignment_id
    UNION ALL
    SELECT
        event_id, format('published_on[{}].date', published.seq - 1), max(times.ends_at)::DATE, any_value(date), 'warning',
        '活动结束', 'the end of the event on', '发布日期', 'its announcement on',
        '这里写预告的发布日期，核对有没有写错；活动以后的报道写到 info-reports',
        'check the date; this is when the event was announced, and what was reported of it goes to info-reports'
    FROM events__published_on AS published
    JOIN events__occurrences AS times USING (event_id)
    GROUP BY event_id, published.seq
    UNION ALL
    SELECT
        reviewed.id, reviewed.field, date, coalesce(starts_on, baseline_date), if(starts_on IS NULL, 'warning', 'error'),
        zh, en,
        if(starts_on IS NULL, '方案的单元基准日', format('“{}”的开始日期', phases.name)),
        if(starts_on IS NULL, 'the baseline date of the plan', format('the start of "{}" on', phases.name)),
        '核对这个日期、phase，以及该阶段的 starts_on',
        'check this date and phase, and starts_on of the phase'
    FROM (
        SELECT id, 'concluded_on' AS field, phase, concluded_on AS date, '总结日期' AS zh, 'concluded_on' AS en
        FROM phase_reviews
        UNION ALL
        SELECT id, format('adjustments[{}].decided_on', seq - 1), phase, decided_on, '决定日期', 'decided_on'
        FROM phase_reviews__adjustments
        JOIN phase_reviews ON phase_reviews.id = phase_review_id
    ) AS reviewed
    JOIN phases ON phases.id = phase
    CROSS JOIN plan
    UNION ALL
    SELECT
        brand_id, format('outputs[{}].period', seq - 1), last_day(make_date(left(last, 4)::INT, coalesce(month, 12), 1)), started_on, 'warning',
        '产出时段的最后一天', 'the end of its period on', '启动日期', 'started_on',
        '核对时段和 started_on；启动以前的数字不算品牌的产出',
        'check the period and started_on; numbers from before its start are no results of the brand'
    FROM brands__outputs
    JOIN brands ON brands.id = brand_id
    CROSS JOIN LATERAL (SELECT list_last(regexp_extract_all(period, '[0-9]{4}(年[0-9]{1,2}月|-[0-9]{2}\b)?')) AS last)
    CROSS JOIN LATERAL (SELECT TRY_CAST(regexp_extract(last, '[年-]([0-9]+)', 1) AS INT) AS month)
    WHERE coalesce(month, 12) BETWEEN 1 AND 12
)
SELECT * FROM dated WHERE late < early
