-- code: V-601
-- severity: error
-- source: general
-- title: {zh: 活动在青年之家开放期间, en: Events take place while their home exists}
-- message:
--   zh: 活动在 {date}，“{name}”{when_zh}
--   en: the event is on {date}; "{name}" {when_en}
-- hint:
--   zh: 核对活动日期、home，以及该青年之家的 opened_on、closed_on
--   en: check the date and home of the event, and opened_on and closed_on of the home

SELECT
    events.id,
    'home' AS field,
    homes.name,
    times.starts_at::DATE AS date,
    CASE
        WHEN opened_on IS NULL THEN '还没有开放过'
        WHEN date < opened_on THEN format('{} 才开放', opened_on)
        ELSE format('已于 {} 关闭', closed_on)
    END AS when_zh,
    CASE
        WHEN opened_on IS NULL THEN 'has not opened yet'
        WHEN date < opened_on THEN format('opened on {}', opened_on)
        ELSE format('closed on {}', closed_on)
    END AS when_en
FROM events_that_count AS events
JOIN events__occurrences AS times ON times.event_id = events.id
JOIN homes ON homes.id = events.home
WHERE opened_on IS NULL OR date < opened_on OR date > closed_on
QUALIFY row_number() OVER (PARTITION BY events.id ORDER BY date) = 1
