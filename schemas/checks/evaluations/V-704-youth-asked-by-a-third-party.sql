-- code: V-704
-- severity: error
-- source: 三(四)2
-- title: {zh: 青年评议由第三方测评, en: Youth are asked by a third party}
-- message: {zh: "青年评议{what_zh}", en: "{what_en}"}
-- hint: {zh: "{do_zh}", en: "{do_en}"}

WITH youth AS (
    SELECT evaluations.id, evaluator_org, orgs.short_name, orgs.org_kind
    FROM evaluations
    JOIN orgs ON orgs.id = evaluator_org
    WHERE dimension = 'youth'
),
cited AS (
    SELECT youth.id, seq, survey, value, orgs.id AS agency, orgs.short_name, orgs.org_kind
    FROM youth
    JOIN evaluations__measures AS measures ON measures.evaluation_id = youth.id
    LEFT JOIN surveys ON surveys.id = survey
    LEFT JOIN orgs ON orgs.id = agency_org
)
SELECT
    id,
    'evaluator_org' AS field,
    format('不能由团组织自己评：“{}”（{}）是团组织', short_name, evaluator_org) AS what_zh,
    format('the youth dimension may not be rated by the League itself: "{}" ({}) is a League organisation', short_name, evaluator_org) AS what_en,
    '方案要求委托第三方测评机构；evaluator_org 写测评机构的编号' AS do_zh,
    'the plan asks for a third-party agency; give its id in evaluator_org' AS do_en
FROM youth
WHERE org_kind = 'league'

UNION ALL

SELECT
    id,
    format('measures[{}].survey', seq - 1),
    '的指标没有写依据哪次测评',
    'a measure of the youth dimension does not name its survey',
    '写 survey，例如 survey-2023-001；没有做测评的 value 写 null 并说明原因',
    'give survey, such as survey-2023-001; if there was none, set value to null and say why'
FROM cited
WHERE value IS NOT NULL AND survey IS NULL

UNION ALL

SELECT
    id,
    format('measures[{}].survey', seq - 1),
    format('依据的 {} 由“{}”（{}）做，不是第三方测评机构', survey, short_name, agency),
    format('{} was made by "{}" ({}), which is not a third-party survey agency', survey, short_name, agency),
    '换成第三方测评机构做的测评；单位性质写错了的，把它的 org_kind 改为 survey_agency',
    'cite a survey by such an agency, or correct its org_kind to survey_agency'
FROM cited
WHERE org_kind <> 'survey_agency'
