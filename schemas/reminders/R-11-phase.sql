-- code: R-11
-- title: {zh: 阶段将结束, en: Phases that end}
-- message:
--   zh: 阶段将结束，还缺：{lacking}
--   en: 'the phase ends; still missing: {lacking}'

WITH made AS (
    SELECT phase, 'implementation_plan' AS output FROM work_plans
    WHERE kind = 'implementation_plan' AND status = 'adopted'
    UNION
    SELECT phase, 'phase_review' FROM phase_reviews
    UNION
    SELECT phases.id, 'pilot_site' FROM phases WHERE EXISTS (FROM pilot_sites)
),
lacking AS (
    SELECT phase_id, string_agg(value, '、' ORDER BY value) AS lacking
    FROM phases__required_outputs
    WHERE NOT EXISTS (FROM made WHERE phase = phase_id AND output = value)
    GROUP BY phase_id
)
SELECT phases.id, maintainer_org AS org, ends_on AS due, lacking
FROM phases
JOIN lacking ON phase_id = phases.id
WHERE ends_on <= getvariable('until')
