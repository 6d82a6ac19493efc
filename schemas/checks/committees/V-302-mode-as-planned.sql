-- code: V-302
-- severity: warning
-- source: 三(二)1
-- title: {zh: 团建方式照方案, en: Modes are those of the plan}
-- message:
--   zh: "方案对“{name}”的要求是{wanted_zh}，这里写的是{mode_zh}"
--   en: "for \"{name}\" the plan asks for {wanted_en}; this says {mode}"
-- hint:
--   zh: 把 mode 改为 {code}；方案有变就先改 data/plan/ 的 committee_modes
--   en: set mode to {code}, or first change committee_modes in data/plan/ if the plan has changed

-- A town that took over others may go by the mode of any of them. A committee goes by the plan in force on its last
-- day or, if it is still at work, on the day of the build.
WITH wanted AS (
    SELECT plan_id AS plan, heir AS area, list_sort(list(DISTINCT mode)) AS modes
    FROM area_heirs
    JOIN plan__committee_modes AS modes ON modes.area = area_heirs.area
    GROUP BY plan_id, heir
),
words (mode, zh, en) AS (VALUES ('deepen', '深化', 'deepen'), ('joint', '联建', 'joint'))
SELECT
    committees.id,
    'mode' AS field,
    areas.name,
    asked.mode AS code,
    asked.zh AS wanted_zh,
    asked.en AS wanted_en,
    committees.mode,
    given.zh AS mode_zh
FROM committees
JOIN areas ON areas.id = committees.area
JOIN plans
    ON least(coalesce(committees.valid_to, getvariable('as_of')), getvariable('as_of')) BETWEEN plans.first_on AND plans.last_on
JOIN wanted ON wanted.area = committees.area AND wanted.plan = plans.plan
JOIN words AS given ON given.mode = committees.mode
JOIN words AS asked ON asked.mode = modes[1]
WHERE NOT list_contains(modes, committees.mode)
