-- code: V-109
-- severity: warning
-- source: general
-- title: {zh: 单位在当时存在, en: Organisations existed at the time}
-- message:
--   zh: “{name}”（{org}）{state_zh}，{day}却{what_zh}
--   en: '"{name}" ({org}) {state_en}, but {what_en} {day_en}'
-- hint:
--   zh: 改正日期，或换成当时的单位；这个单位早已成立、还在运行的，改正它的 valid_from、valid_to；由别的单位改建、合并来的，在它的 predecessors 里写上
--   en: correct the date, or name the organisation of that time; if this one was there, correct its valid_from or valid_to; if it was made of others, name them in its predecessors

-- Of each thing an organisation does or is: the days it may have been. A successor may stand for what it was made of.
-- A home may have had another operator before.
WITH acts (id, field, org, since, until, what_zh, what_en) AS (
    SELECT id, 'host_org', host_org, starts_at::DATE, starts_at::DATE, '主办活动', 'hosts the event of'
    FROM events_that_count
    UNION ALL
    SELECT event_id, format('partners[{}].org', seq - 1), org, starts_at::DATE, starts_at::DATE, '参与办活动', 'takes part in the event of'
    FROM events__partners
    JOIN events_that_count AS events ON events.id = event_id
    UNION ALL
    SELECT id, 'subject_org', subject_org, make_date(year, 1, 1), make_date(year, 12, 31), '接受评价', 'is rated for'
    FROM evaluations
    UNION ALL
    SELECT id, 'evaluator_org', evaluator_org, concluded_on, concluded_on, '作评价', 'rates on'
    FROM evaluations
    UNION ALL
    SELECT id, 'agency_org', agency_org, period_from, period_to, '作测评', 'surveys in'
    FROM surveys
    UNION ALL
    SELECT id, 'applicant_org', applicant_org, submitted_on, submitted_on, '申报经费', 'applies on'
    FROM funding
    UNION ALL
    SELECT id, 'review.by_org', review_by_org, review_date, review_date, '审核申报', 'reviews on'
    FROM funding
    UNION ALL
    SELECT id, 'review.by_org', review_by_org, review_date, review_date, '审核案例', 'reviews on'
    FROM cases
    UNION ALL
    SELECT id, 'org', org, deployment_issued_on, coalesce(completed_on, deployment_issued_on), '承担任务', 'is given the task of'
    FROM task_assignments
    UNION ALL
    SELECT id, 'evaluation.by_org', evaluation_by_org, evaluation_date, evaluation_date, '评价任务', 'evaluates on'
    FROM task_assignments
    UNION ALL
    SELECT id, 'org', org, as_of, as_of, '有摸底数据', 'has a baseline of'
    FROM baselines
    UNION ALL
    SELECT id, 'org', org, (month || '-01')::DATE, last_day((month || '-01')::DATE), '有延时服务', 'has hours of'
    FROM extended_service
    UNION ALL
    SELECT id, 'org', org, make_date(year, 1, 1), make_date(year, 12, 31), '有工作队伍', 'has a team of'
    FROM teams
    UNION ALL
    SELECT id, 'inspector_org', inspector_org, date, date, '作检查', 'inspects on'
    FROM inspections
    UNION ALL
    SELECT inspection_id, format('subjects[{}]', seq - 1), value, coalesce(period_from, date), date, '接受检查', 'is inspected on'
    FROM inspections__subjects
    JOIN inspections ON inspections.id = inspection_id
    UNION ALL
    SELECT committee_id, format('members[{}].org', seq - 1), org, joined_on, joined_on, '加入共建委员会', 'joins the committee on'
    FROM committees__members
    UNION ALL
    SELECT committee_id, format('rotation[{}].chair_org', seq - 1), chair_org, "from", "from", '轮值', 'takes the chair on'
    FROM committees__rotation
    UNION ALL
    SELECT orgs_present.committee_id, format('meetings[{}].orgs_present[{}]', meetings_seq - 1, orgs_present.seq - 1), value, date, date, '到会', 'attends on'
    FROM committees__meetings__orgs_present AS orgs_present
    JOIN committees__meetings AS meetings ON meetings.committee_id = orgs_present.committee_id AND meetings.seq = meetings_seq
    UNION ALL
    SELECT id, 'partner_org', partner_org, agreement_signed_on, agreement_signed_on, '签合作协议', 'signs on'
    FROM partnerships
    UNION ALL
    SELECT id, 'league_org', league_org, agreement_signed_on, agreement_signed_on, '签合作协议', 'signs on'
    FROM partnerships
    UNION ALL
    SELECT id, 'cooperation.partner_org', cooperation_partner_org, cooperation_agreement_from, cooperation_agreement_from, '合办青年之家', 'takes part in the home from'
    FROM homes
    UNION ALL
    SELECT id, 'operator_org', operator_org, opened_on, coalesce(closed_on, DATE '9999-12-31'), '运营青年之家', 'runs the home from'
    FROM homes
    UNION ALL
    SELECT demand_id, format('routing[{}].org', seq - 1), org, "from", "from", '接办诉求', 'is given the demand on'
    FROM demands__routing
    UNION ALL
    SELECT id, 'requested_by_org', requested_by_org, requested_on, requested_on, '提出需求', 'asks on'
    FROM deliveries
    UNION ALL
    SELECT id, 'customised.by_org', customised_by_org, customised_date, customised_date, '定制服务', 'plans it on'
    FROM deliveries
    UNION ALL
    SELECT id, 'org', org, reported_on, reported_on, '报送信息', 'reports on'
    FROM info_reports
    UNION ALL
    SELECT id, 'org', org, adopted_on, adopted_on, '通过方案', 'adopts the plan on'
    FROM work_plans
    UNION ALL
    SELECT id, 'issued_by', issued_by, issued_on, issued_on, '下达清单', 'issues the list on'
    FROM tasks
    UNION ALL
    SELECT id, 'holder_org', holder_org, "from", "from", '承担联系点', 'holds the contact point from'
    FROM contact_points
    UNION ALL
    SELECT resource_id, format('uses[{}].org', seq - 1), org, date, date, '使用资源', 'uses it on'
    FROM resources__uses
)
SELECT
    acts.id,
    acts.field,
    acts.org,
    short_name AS name,
    what_zh,
    what_en,
    if(since < valid_from, format('自 {} 起才有', valid_from), format('已于 {} 终止', valid_to)) AS state_zh,
    if(since < valid_from, format('exists since {} only', valid_from), format('ended on {}', valid_to)) AS state_en,
    if(what_zh IN ('接受评价', '有工作队伍'), format('{} 年', year(since)), format('{} ', since)) AS day,
    if(what_zh IN ('接受评价', '有工作队伍'), year(since)::VARCHAR, since::VARCHAR) AS day_en,
    if(acts.field = 'operator_org', 'info', 'warning') AS severity
FROM acts
JOIN orgs ON orgs.id = acts.org
WHERE if(acts.field = 'operator_org', since, until) < valid_from AND NOT EXISTS (FROM orgs__predecessors WHERE org_id = orgs.id)
    OR since > valid_to
