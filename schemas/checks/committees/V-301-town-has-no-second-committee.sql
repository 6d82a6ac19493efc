-- code: V-301
-- severity: error
-- source: 三(二)1
-- title: {zh: 每个镇街只有一个共建委员会, en: No town has two joint committees}
-- message:
--   zh: “{name}”已有共建委员会“{title}”（{first}）
--   en: '"{name}" already has a joint committee, "{title}" ({first})'
-- hint:
--   zh: 核对 area；已并入别处的把 status 改为 merged，并写 valid_to
--   en: check area; set status to merged and give valid_to if it went into another

SELECT
    committee.id,
    'area' AS field,
    areas.name,
    first_value(committee.id) OVER by_town AS first,
    first_value(committee.name) OVER by_town AS title
FROM current_committees AS committee
JOIN areas ON areas.id = committee.area
WINDOW by_town AS (PARTITION BY committee.area ORDER BY committee.id)
QUALIFY row_number() OVER by_town > 1
