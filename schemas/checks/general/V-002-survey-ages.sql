-- code: V-002
-- severity: error
-- source: general
-- title: {zh: 调查年龄的上下限, en: Ages of a survey in order}
-- message:
--   zh: 最大年龄 {age_max} 小于最小年龄 {age_min}
--   en: the highest age {age_max} is below the lowest age {age_min}
-- hint:
--   zh: 核对两个年龄，写反了就对调
--   en: check both ages; swap them if they are the wrong way round

SELECT id, 'age_max' AS field, age_min, age_max
FROM surveys
WHERE age_max < age_min
