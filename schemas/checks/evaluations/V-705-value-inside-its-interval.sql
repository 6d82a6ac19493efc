-- code: V-705
-- severity: error
-- source: general
-- title: {zh: 数值在置信区间里, en: Values lie inside their interval}
-- message:
--   zh: 数值 {value} 不在区间 {ci_low}–{ci_high} 之内
--   en: "the value {value} is not inside the interval {ci_low}–{ci_high}"
-- hint:
--   zh: 核对三个数，都用百分数（例如 71.4），上限和下限没有写反
--   en: check the three numbers; all are percentages (such as 71.4), the lower bound first

SELECT evaluation_id AS id, format('measures[{}].value', seq - 1) AS field, value, ci_low, ci_high
FROM evaluations__measures
WHERE value < ci_low OR value > ci_high OR ci_low > ci_high
