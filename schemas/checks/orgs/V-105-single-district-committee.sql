-- code: V-105
-- severity: error
-- source: 三(一)2
-- title: {zh: 区级团组织只有一个, en: There is one district committee}
-- message:
--   zh: 已有区级团组织“{title}”（{first}），这里又有一个
--   en: there is already a district committee, "{title}" ({first})
-- hint:
--   zh: 区级团组织只有一个；改正 tier 或 status
--   en: there is only one; correct tier or status

-- Beside the real committee there may be one of the demonstration.
SELECT
    id,
    'tier' AS field,
    first_value(id) OVER by_kind AS first,
    first_value(short_name) OVER by_kind AS title
FROM league_orgs
WHERE tier = 'district'
WINDOW by_kind AS (PARTITION BY provenance = 'demo' ORDER BY id)
QUALIFY row_number() OVER by_kind > 1
