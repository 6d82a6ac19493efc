-- code: V-002
-- severity: error
-- source: general
-- title: {zh: 日历的日子属于当年且不重复, en: Days of a calendar belong to its year and are given once}
-- message: {zh: "{date} {what_zh}", en: "{date} {what_en}"}
-- hint: {zh: "{do_zh}", en: "{do_en}"}

SELECT
    calendar_id AS id,
    format('days[{}].date', calendars__days.seq - 1) AS field,
    date,
    format('不在{}年', calendars.year) AS what_zh,
    format('is not in {}', calendars.year) AS what_en,
    '改正日期，或写到那一年的日历里' AS do_zh,
    'correct the date or put it in the calendar of that year' AS do_en
FROM calendars__days
JOIN calendars ON calendars.id = calendar_id
WHERE year(date) <> calendars.year

UNION ALL

SELECT calendar_id, format('days[{}].date', seq - 1), date, '写了两次', 'is given twice', '只保留一行', 'keep one line'
FROM calendars__days
QUALIFY row_number() OVER (PARTITION BY date ORDER BY calendar_id, seq) > 1
    AND first_value(calendar_id) OVER (PARTITION BY date ORDER BY calendar_id, seq) = calendar_id
