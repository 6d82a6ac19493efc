-- code: V-706
-- severity: error
-- source: general
-- title: {zh: 指标的人数不多于测评的有效份数, en: Measures rest on answers there are}
-- message:
--   zh: 根据 {n} 人得出，但 {survey} 只有 {valid_n} 份有效
--   en: it rests on {n} answers, but {survey} has {valid_n} valid ones
-- hint:
--   zh: 核对 n，或换成所依据的那次测评
--   en: check n, or name the survey it rests on

SELECT
    evaluation_id AS id,
    format('measures[{}].n', measures.seq - 1) AS field,
    n,
    survey,
    coalesce(valid_n, 0) AS valid_n
FROM evaluations__measures AS measures
JOIN surveys ON surveys.id = survey
WHERE n > coalesce(valid_n, 0)
