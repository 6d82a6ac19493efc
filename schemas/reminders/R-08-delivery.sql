-- code: R-08
-- title: {zh: 定制配送, en: Deliveries}
-- message:
--   zh: '{step_zh}：{need}'
--   en: '{step_en}: {need}'

SELECT
    id,
    maintainer_org AS org,
    scheduled_at::DATE AS due,
    need_summary AS need,
    CASE WHEN scheduled_at IS NULL THEN '还没有排期' ELSE '已排期，送到后写 delivered_on' END AS step_zh,
    CASE WHEN scheduled_at IS NULL THEN 'not scheduled' ELSE 'scheduled; give delivered_on once done' END AS step_en
FROM deliveries
WHERE status IN ('requested', 'customised')
    OR (status = 'scheduled' AND scheduled_at::DATE <= getvariable('until'))
