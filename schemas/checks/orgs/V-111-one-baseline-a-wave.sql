-- code: V-111
-- severity: error
-- source: general
-- title: {zh: 一个组织一批摸底一条, en: One baseline an organisation and wave}
-- message:
--   zh: 这个组织 {wave} 的摸底已经写在 {first}
--   en: the baseline of this organisation for {wave} is already in {first}
-- hint:
--   zh: 只留一条，或改正 org、wave
--   en: keep one of them, or correct org or wave

SELECT id, 'org' AS field, wave, first_value(id) OVER by_wave AS first
FROM baselines
WINDOW by_wave AS (PARTITION BY org, wave ORDER BY id)
QUALIFY row_number() OVER by_wave > 1
