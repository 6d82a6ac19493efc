-- code: V-402
-- severity: warning
-- scope: catalog
-- source: 三(三)1
-- title: {zh: 三个功能主题都有, en: Every theme is in use}
-- message:
--   zh: 还没有开放的“{zh}”主题功能店
--   en: no open functional home has the theme "{en}" yet
-- hint:
--   zh: 方案点名了产业助力、治理融合、乡风文明三个主题；有这一主题的，function_theme 写 {theme}
--   en: the plan names industry, governance and rural civility; write function_theme {theme} where it fits

SELECT plan AS id, theme, zh, en
FROM district
CROSS JOIN (
    VALUES
        ('industry', '产业助力', 'Industry'),
        ('governance', '治理融合', 'Governance'),
        ('rural_civility', '乡风文明', 'Rural civility')
) AS themes (theme, zh, en)
WHERE theme NOT IN (SELECT function_theme FROM open_homes WHERE function_theme IS NOT NULL)
