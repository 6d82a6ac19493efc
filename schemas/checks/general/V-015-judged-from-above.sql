-- code: V-015
-- severity: error
-- source: general
-- title: {zh: 由上级审核、考核和检查, en: "Reviewed, rated and inspected from above"}
-- message:
--   zh: "{what_zh}的“{judge_name}”（{judge}）不是“{name}”的上级团组织{rival_zh}"
--   en: "\"{judge_name}\" ({judge}), which {does_en} \"{name}\", is no League organisation above it{rival_en}"
-- hint:
--   zh: 改正单位的编号，写{does_zh}它的上级团组织（{above}）；请别的单位参加的，也写作出决定的上级
--   en: "correct the id: name the organisation above it that did so ({above}); if others were asked to help, name the one that decided"

-- A third party may rate, and a grant may have been looked at by a body outside the League: the latter is only
-- doubted. So is an inspection by a branch; committees of towns may inspect each other.
WITH judged (id, field, org, judge, year, what_zh, does_zh, does_en) AS (
    SELECT id, 'review.by_org', applicant_org, review_by_org, year, '审核申报', '审核', 'reviews the application of'
    FROM funding
    UNION ALL
    SELECT id, 'review.by_org', org, review_by_org, NULL, '审核案例', '审核', 'reviews the case of'
    FROM cases
    UNION ALL
    SELECT id, 'evaluator_org', subject_org, evaluator_org, NULL, '评价', '评价', 'rates'
    FROM evaluations
    WHERE dimension = 'internal'
    UNION ALL
    SELECT
        inspections.id, 'inspector_org', coalesce(supervising_org, operator_org, value), inspector_org, NULL, '检查', '检查', 'inspects'
    FROM inspections__subjects
    JOIN inspections ON inspections.id = inspection_id
    LEFT JOIN homes ON homes.id = value
    JOIN orgs ON orgs.id = inspector_org
    WHERE league_form IN ('branch', 'general_branch')
),
superiors AS (
    SELECT org, string_agg(above, '、' ORDER BY above) AS above
    FROM org_line
    WHERE org <> above
    GROUP BY org
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
    superiors.above,
    if(rivals.n > 0, '，它同年也在申报', '') AS rival_zh,
    if(rivals.n > 0, ', and applies itself that year', '') AS rival_en,
    if(judges.org_kind = 'league' AND field <> 'inspector_org' OR rivals.n > 0, 'error', 'warning') AS severity
FROM judged
JOIN orgs ON orgs.id = judged.org
JOIN orgs AS judges ON judges.id = judge
JOIN superiors ON superiors.org = judged.org
LEFT JOIN (SELECT applicant_org, year, count(*) AS n FROM funding GROUP BY ALL) AS rivals
    ON rivals.applicant_org = judge AND rivals.year = judged.year
WHERE orgs.org_kind = 'league'
    AND (judges.org_kind = 'league' OR judged.year IS NOT NULL)
    AND judge NOT IN (SELECT above FROM org_line WHERE org_line.org = judged.org)
    -- One below it is told of by the other rule. What one above took over may have judged before it did.
    AND judged.org NOT IN (SELECT above FROM org_line WHERE org_line.org = judge)
    AND judge NOT IN (
        SELECT value
        FROM orgs__predecessors
        JOIN org_line ON org_line.above = org_id
        WHERE org_line.org = judged.org
    )
QUALIFY row_number() OVER (PARTITION BY judged.id, judged.field ORDER BY judged.org) = 1
