-- code: V-802
-- severity: warning
-- source: 五(二)
-- title: {zh: 问题按期整改, en: Issues are put right in time}
-- message:
--   zh: “{text}”应在 {due} 前整改，已过 {days} 天
--   en: '"{text}" was due on {due}, {days} day(s) ago'
-- hint:
--   zh: 请“{name}”整改；改好后写 fixed_on（哪天）和 fix_note（怎么改的）
--   en: ask "{name}" to put it right, then give fixed_on and fix_note

SELECT
    inspection_id AS id,
    format('issues[{}].due_on', seq - 1) AS field,
    text,
    due_on AS due,
    getvariable('as_of') - due_on AS days,
    short_name AS name
FROM inspections__issues
JOIN orgs ON orgs.id = org
WHERE fixed_on IS NULL AND due_on < getvariable('as_of')
