-- code: V-005
-- severity: error
-- source: general
-- title: {zh: 日期先后, en: Dates in order}
-- message:
--   zh: "{late_zh} {late} 早于{early_zh} {early}"
--   en: "{late_en} {late} is before {early_en} {early}"
-- hint:
--   zh: 核对两个日期，改正其中一个
--   en: check both dates and correct one of them

SELECT id, field, late, early, late_zh, late_en, early_zh, early_en
FROM (
    SELECT id, 'upgraded_on' AS field, upgraded_on AS late, opened_on AS early,
        '提档升级日期' AS late_zh, 'upgraded_on' AS late_en,
        '开放日期' AS early_zh, 'opened_on' AS early_en
    FROM homes
    UNION ALL
    SELECT id, 'closed_on', closed_on, opened_on, '关闭日期', 'closed_on', '开放日期', 'opened_on'
    FROM homes
    UNION ALL
    SELECT id, 'cooperation.agreement_to', cooperation_agreement_to, cooperation_agreement_from,
        '协议到期', 'agreement_to', '协议起始', 'agreement_from'
    FROM homes
    UNION ALL
    SELECT home_id, format('opening[{}].valid_to', seq - 1), valid_to, valid_from,
        '停用日期', 'valid_to', '起用日期', 'valid_from'
    FROM homes__opening
    UNION ALL
    SELECT home_id, format('closed_dates[{}].until', seq - 1), until, date,
        '闭馆至', 'until', '闭馆日', 'date'
    FROM homes__closed_dates
    UNION ALL
    SELECT id, 'ended_on', ended_on, started_on, '结束日期', 'ended_on', '开始日期', 'started_on'
    FROM brands
    UNION ALL
    SELECT id, 'ends_on', ends_on, starts_on, '结束日期', 'ends_on', '开始日期', 'starts_on'
    FROM phases
    UNION ALL
    SELECT id, 'to', "to", "from", '领办结束', 'to', '领办开始', 'from'
    FROM lead_assignments
    UNION ALL
    SELECT id, 'to', "to", "from", '联系结束', 'to', '联系开始', 'from'
    FROM contact_points
    UNION ALL
    SELECT committee_id, format('members[{}].left_on', seq - 1), left_on, joined_on,
        '退出日期', 'left_on', '加入日期', 'joined_on'
    FROM committees__members
    UNION ALL
    SELECT committee_id, format('rotation[{}].to', seq - 1), "to", "from", '任期结束', 'to', '任期开始', 'from'
    FROM committees__rotation
    UNION ALL
    SELECT id, 'agreement.valid_to', agreement_valid_to, agreement_signed_on,
        '协议到期', 'valid_to', '签订日期', 'signed_on'
    FROM partnerships
    UNION ALL
    SELECT id, 'available.to', available_to, available_from, '可用结束', 'to', '可用开始', 'from'
    FROM resources
    UNION ALL
    SELECT id, 'reported_on', reported_on, happened_on, '报送日期', 'reported_on', '发生日期', 'happened_on'
    FROM info_reports
    UNION ALL
    SELECT id, 'period.to', period_to, period_from, '时段结束', 'to', '时段开始', 'from'
    FROM inspections
    UNION ALL
    SELECT inspection_id, format('issues[{}].due_on', seq - 1), due_on, found_on, '整改期限', 'due_on', '发现日期', 'found_on'
    FROM inspections__issues
    UNION ALL
    SELECT inspection_id, format('issues[{}].fixed_on', seq - 1), fixed_on, found_on, '整改日期', 'fixed_on', '发现日期', 'found_on'
    FROM inspections__issues
    UNION ALL
    SELECT id, 'period.to', period_to, period_from, '调查结束', 'period.to', '调查开始', 'period.from'
    FROM surveys
    UNION ALL
    SELECT id, 'published_on', published_on, concluded_on, '公布日期', 'published_on', '完成日期', 'concluded_on'
    FROM evaluations
)
WHERE late < early
