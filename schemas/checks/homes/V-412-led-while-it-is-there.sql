-- code: V-412
-- severity: error
-- source: 三(四)3
-- title: {zh: 青年之家开放以后才领办、延伸, en: Homes are led and given services while they are open}
-- message:
--   zh: "{what_zh} {date} 起，“{name}”{when_zh}"
--   en: "{what_en} from {date}, but \"{name}\" {when_en}"
-- hint:
--   zh: 核对日期，以及该青年之家的 opened_on、closed_on；青年之家关闭的，领办也要结束
--   en: check the date, and opened_on and closed_on of the home; when a home closes, leading it ends too

WITH used (id, field, home, date, last, what_zh, what_en) AS (
    SELECT id, 'from', home, "from", coalesce("to", if(status = 'active', getvariable('as_of'), NULL)), '领办自', 'it is led'
    FROM lead_assignments
    UNION ALL
    SELECT service_item_id, format('extended_to[{}].since', seq - 1), home, since, NULL, '服务延伸自', 'the service is there'
    FROM service_items__extended_to
)
SELECT
    used.id,
    used.field,
    name,
    used.date,
    what_zh,
    what_en,
    CASE
        WHEN opened_on IS NULL THEN '还没有开放过'
        WHEN used.date < opened_on THEN format('{} 才开放', opened_on)
        ELSE format('已于 {} 关闭', closed_on)
    END AS when_zh,
    CASE
        WHEN opened_on IS NULL THEN 'has not opened yet'
        WHEN used.date < opened_on THEN format('opened on {}', opened_on)
        ELSE format('closed on {}', closed_on)
    END AS when_en
FROM used
JOIN homes ON homes.id = used.home
WHERE opened_on IS NULL
    OR used.date < opened_on
    OR (closed_on < getvariable('as_of') AND greatest(used.date, coalesce(used.last, used.date)) > closed_on)
