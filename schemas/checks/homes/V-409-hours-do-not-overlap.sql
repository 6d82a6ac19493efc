-- code: V-409
-- severity: error
-- source: general
-- title: {zh: 开放时间不重叠, en: Hours do not overlap}
-- message:
--   zh: "{days_zh} {opens}–{closes} 与第 {other} 行的 {other_opens}–{other_closes} 重叠"
--   en: "{opens} to {closes} on {days_en} overlaps {other_opens} to {other_closes} in row {other}"
-- hint:
--   zh: 合并成一行，或改正时间；某几天临时改时间的，同时写 valid_from 和 valid_to
--   en: join the rows or correct the hours; give a temporary row both valid_from and valid_to

-- A row with both dates is temporary and stands in for the usual ones: the two kinds do not clash.
WITH hours AS (
    SELECT
        home_id,
        seq,
        unnest(days) AS day,
        opens,
        closes,
        coalesce(valid_from, DATE '0001-01-01') AS first_day,
        coalesce(valid_to, DATE '9999-12-31') AS last_day,
        valid_from IS NOT NULL AND valid_to IS NOT NULL AS temporary
    FROM homes__opening
    WHERE closes > opens
)
SELECT
    later.home_id AS id,
    format('opening[{}].opens', later.seq - 1) AS field,
    later.opens,
    later.closes,
    earlier.seq AS other,
    earlier.opens AS other_opens,
    earlier.closes AS other_closes,
    string_agg(weekdays.zh, '、' ORDER BY number) AS days_zh,
    string_agg(weekdays.en, ', ' ORDER BY number) AS days_en
FROM hours AS later
JOIN hours AS earlier USING (home_id, day, temporary)
JOIN weekdays ON weekdays.code = day
WHERE earlier.seq < later.seq
    AND earlier.opens < later.closes
    AND later.opens < earlier.closes
    AND earlier.first_day <= later.last_day
    AND later.first_day <= earlier.last_day
GROUP BY ALL
