-- code: V-103
-- severity: error
-- scope: catalog
-- source: 三(二)1
-- title: {zh: 基准日有镇街名单, en: There are towns on the baseline date}
-- message:
--   zh: 基准日 {date} 没有一个在列的镇街，“全覆盖”无从计算
--   en: no town existed on the baseline date {date}, so coverage cannot be counted
-- hint:
--   zh: 补上当日名录里的镇街（data/areas/），或改正 baseline_date
--   en: add the towns that were listed on that day (data/areas/), or correct baseline_date

SELECT plan AS id, 'baseline_date' AS field, baseline_date AS date
FROM plans
WHERE NOT EXISTS (
    FROM areas
    WHERE level = 'town'
        AND parent = district_area
        AND coalesce(valid_from <= baseline_date, true)
        AND coalesce(valid_to >= baseline_date, true)
)
