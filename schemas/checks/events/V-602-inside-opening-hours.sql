-- code: V-602
-- severity: warning
-- source: general
-- title: {zh: 活动在开放时间内, en: Events lie within opening hours}
-- message:
--   zh: "活动时间 {times} 不在“{name}”的开放时间内（{date} {day_zh}：{hours_zh}）"
--   en: "the event ({times}) is outside the hours of \"{name}\" ({date}, {day_en}: {hours_en})"
-- hint:
--   zh: 核对时间；确在开放时间之外举办的，在 notes_public 里说明怎么进门
--   en: check the time; if it is meant, say in notes_public how to get in

-- Which rows hold on the day: the temporary ones if there are any, else the usual ones.
WITH holidays AS (
    SELECT date
    FROM workdays
    WHERE calendar_kind = 'holiday'
),
-- Homes that say when they open on public holidays; the others keep their usual hours then.
holiday_homes AS (
    SELECT DISTINCT home_id
    FROM homes__opening
    WHERE list_contains(days, 'PH')
),
held AS (
    SELECT
        events.id,
        times.seq,
        homes.id AS home,
        homes.name,
        times.starts_at::DATE AS date,
        strftime(times.starts_at, '%H:%M') AS starts,
        if(times.ends_at::DATE > times.starts_at::DATE, '24:00', strftime(times.ends_at, '%H:%M')) AS ends,
        weekdays.code AS day,
        weekdays.zh AS day_zh,
        weekdays.en AS day_en
    FROM events
    JOIN events__occurrences AS times ON times.event_id = events.id
    JOIN homes ON homes.id = events.home
    LEFT JOIN holidays ON holidays.date = times.starts_at::DATE
    LEFT JOIN holiday_homes ON home_id = homes.id
    JOIN weekdays
        ON number = if(holidays.date IS NOT NULL AND home_id IS NOT NULL, 8, isodow(times.starts_at::DATE))
    WHERE events.status IN ('announced', 'held')
        AND events.notes_public IS NULL
        AND times.starts_at < times.ends_at
        AND NOT coalesce(all_day, false)
),
rows_that_day AS (
    SELECT
        held.id,
        held.seq,
        opens,
        closes,
        opening.valid_from IS NOT NULL AND opening.valid_to IS NOT NULL AS temporary,
        bool_or(temporary) OVER (PARTITION BY held.id, held.seq) AS any_temporary
    FROM held
    JOIN homes__opening AS opening ON opening.home_id = held.home AND list_contains(days, day)
    WHERE coalesce(opening.valid_from <= date, true) AND coalesce(opening.valid_to >= date, true)
),
hours AS (
    SELECT rows_that_day.*
    FROM rows_that_day
    WHERE temporary = any_temporary
),
closed AS (
    SELECT DISTINCT held.id, held.seq
    FROM held
    JOIN homes__closed_dates AS closing ON closing.home_id = held.home
    WHERE held.date BETWEEN closing.date AND coalesce(until, closing.date)
),
summed AS (
    SELECT
        held.id,
        held.seq,
        bool_or(held.starts >= opens AND held.starts < closes) AS starts_inside,
        bool_or(held.ends > opens AND held.ends <= closes) AS ends_inside,
        string_agg(opens || '–' || closes, '、' ORDER BY opens) AS listed
    FROM held
    JOIN hours ON hours.id = held.id AND hours.seq = held.seq
    GROUP BY held.id, held.seq
)
SELECT
    held.id,
    'starts_at' AS field,
    name,
    date,
    day_zh,
    day_en,
    starts || '–' || ends AS times,
    if(closed.id IS NULL, coalesce(listed, '不开放'), '临时闭馆') AS hours_zh,
    if(closed.id IS NULL, coalesce(listed, 'closed'), 'closed for the day') AS hours_en
FROM held
LEFT JOIN summed ON summed.id = held.id AND summed.seq = held.seq
LEFT JOIN closed ON closed.id = held.id AND closed.seq = held.seq
WHERE closed.id IS NOT NULL OR NOT coalesce(starts_inside AND ends_inside, false)
QUALIFY row_number() OVER (PARTITION BY held.id ORDER BY held.seq) = 1
