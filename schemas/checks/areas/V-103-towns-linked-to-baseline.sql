-- code: V-103
-- severity: error
-- scope: catalog
-- source: 三(二)1
-- title: {zh: 镇街与基准日名单相接, en: Towns are linked to those of the baseline date}
-- message:
--   zh: “{name}”自 {valid_from} 起设立，基准日 {date} 的名单里没有它，也没有写它由谁而来
--   en: '"{name}" exists since {valid_from}, after the baseline date {date}, and no predecessor is named'
-- hint:
--   zh: 在这里写 predecessors，或在原镇街的 successors 里写上它
--   en: name its predecessors here, or name it in the successors of the former town

SELECT towns.id, 'valid_from' AS field, towns.name, towns.valid_from, baseline_date AS date
FROM towns
CROSS JOIN district
WHERE towns.valid_from > baseline_date
    AND towns.id NOT IN (SELECT area_id FROM areas__predecessors)
    AND towns.id NOT IN (SELECT area FROM areas__successors)
    AND EXISTS (
        FROM areas
        WHERE level = 'town'
            AND coalesce(valid_from <= baseline_date, true)
            AND coalesce(valid_to >= baseline_date, true)
    )
