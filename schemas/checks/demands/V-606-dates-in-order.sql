-- code: V-606
-- severity: error
-- source: general
-- title: {zh: 诉求的日期先后, en: Dates of a demand in order}
-- message:
--   zh: "{late_zh} {late} 早于{early_zh} {early}"
--   en: "{late_en} {late} is before {early_en} {early}"
-- hint:
--   zh: 核对两个日期；收到在先，答复在后，办结最后，流转按先后写
--   en: check both dates; it is received first, then replied to, then closed, and routing goes in order

SELECT id, field, late, early, late_zh, late_en, early_zh, early_en
FROM (
    SELECT id, 'first_reply_on' AS field, first_reply_on AS late, received_on AS early,
        '首次答复日期' AS late_zh, 'first_reply_on' AS late_en, '收到日期' AS early_zh, 'received_on' AS early_en
    FROM demands
    UNION ALL
    SELECT id, 'resolved_on', resolved_on, coalesce(first_reply_on, received_on), '办结日期', 'resolved_on',
        if(first_reply_on IS NULL, '收到日期', '首次答复日期'), if(first_reply_on IS NULL, 'received_on', 'first_reply_on')
    FROM demands
    UNION ALL
    SELECT demand_id, format('routing[{}].to', seq - 1), "to", "from", '转出日期', 'to', '接手日期', 'from'
    FROM demands__routing
    UNION ALL
    SELECT demand_id, format('routing[{}].from', seq - 1), "from",
        coalesce(lag("from") OVER before, received_on), '接手日期', 'from',
        if(seq = 1, '收到日期', '上一单位的接手日期'), if(seq = 1, 'received_on', 'from of the row above')
    FROM demands__routing
    JOIN demands ON demands.id = demand_id
    WINDOW before AS (PARTITION BY demand_id ORDER BY seq)
)
WHERE late < early
