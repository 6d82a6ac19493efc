-- code: V-806
-- severity: error
-- scope: catalog
-- source: 四(三)
-- title: {zh: 结束的阶段有总结, en: Finished phases are reviewed}
-- message:
--   zh: 阶段“{name}”已于 {ends} 结束，没有定稿的阶段总结
--   en: 'the phase "{name}" ended on {ends} and has no adopted final review'
-- hint:
--   zh: 在 data/phase-reviews/ 写一份（phase 写 {id}，kind 写 final），归纳做法、分析问题，定稿后 status 改为 adopted
--   en: add one to data/phase-reviews/ (phase {id}, kind final) with practices and problems, and set it to adopted

-- The plan demands it of the last phase; of the others it is good practice.
SELECT
    id,
    'ends_on' AS field,
    name,
    ends_on AS ends,
    if(coalesce(code = 'summary' OR list_contains(required_outputs, 'phase_review'), false), 'error', 'warning') AS severity
FROM phases
WHERE ends_on < getvariable('as_of')
    AND id NOT IN (SELECT phase FROM phase_reviews WHERE kind = 'final' AND status = 'adopted')
