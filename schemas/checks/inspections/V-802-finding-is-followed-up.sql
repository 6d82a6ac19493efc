-- code: V-802
-- severity: warning
-- source: 五(二)
-- title: {zh: 查出的问题有下文, en: Findings are followed up}
-- message:
--   zh: “{check}”查出有问题，但没有写明问题是什么、由谁整改
--   en: '"{check}" was found wrong, but it is not said what is wrong and who puts it right'
-- hint:
--   zh: 在 issues 里写明问题、整改单位和期限；没有问题就把 finding 改为 ok
--   en: describe it in issues with who fixes it and by when, or set finding to ok

SELECT inspection_id AS id, format('items[{}].finding', min(seq) - 1) AS field, arg_min("check", seq) AS "check"
FROM inspections__items
WHERE finding = 'issue' AND inspection_id NOT IN (SELECT inspection_id FROM inspections__issues)
GROUP BY inspection_id
