-- code: V-015
-- severity: error
-- source: general
-- title: {zh: 不由自己审核、检查和评价自己, en: "Nobody reviews, inspects or rates themselves"}
-- message:
--   zh: "{what_zh}的“{judge_name}”（{judge}）{is_zh}“{name}”{same_zh}，等于自己{does_zh}自己"
--   en: "\"{judge_name}\" ({judge}), which {does_en} \"{name}\", {is_en}"
-- hint:
--   zh: 换成上级团组织或第三方；写错了单位的改正编号
--   en: name an organisation above it or a third party, or correct the id

-- An organisation is judged neither by itself nor by one below it.
WITH judged (id, field, org, judge, what_zh, does_zh, does_en) AS (
    SELECT id, 'review.by_org', applicant_org, review_by_org, '审核申报', '审核', 'reviews'
    FROM funding
    UNION ALL
    SELECT id, 'review.by_org', org, review_by_org, '审核案例', '审核', 'reviews'
    FROM cases
    UNION ALL
    SELECT id, 'evaluator_org', subject_org, evaluator_org, '评价', '评价', 'rates'
    FROM evaluations
    UNION ALL
    SELECT inspections.id, format('subjects[{}]', seq - 1), coalesce(homes.operator_org, value), inspector_org, '检查', '检查', 'inspects'
    FROM inspections__subjects
    JOIN inspections ON inspections.id = inspection_id
    LEFT JOIN homes ON homes.id = value
    UNION ALL
    SELECT inspections.id, format('issues[{}].org', seq - 1), org, inspector_org, '检查', '检查', 'inspects'
    FROM inspections__issues
    JOIN inspections ON inspections.id = inspection_id
    UNION ALL
    SELECT task_assignments.id, format('guidance[{}].by_post', seq - 1), task_assignments.org, posts.org, '指导', '指导', 'guides'
    FROM task_assignments__guidance
    JOIN task_assignments ON task_assignments.id = task_assignment_id
    JOIN posts ON posts.id = by_post
)
SELECT
    judged.id,
    judged.field,
    judge,
    judges.short_name AS judge_name,
    orgs.short_name AS name,
    what_zh,
    does_zh,
    does_en,
    if(judge = judged.org, '就是', '是') AS is_zh,
    if(judge = judged.org, '', '的下级') AS same_zh,
    if(judge = judged.org, 'is the same body', 'stands below it') AS is_en
FROM judged
JOIN orgs ON orgs.id = judged.org
JOIN orgs AS judges ON judges.id = judge
JOIN org_line ON org_line.org = judge AND above = judged.org
