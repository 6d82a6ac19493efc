-- code: V-203
-- severity: warning
-- scope: catalog
-- source: 四(一)
-- title: {zh: 试点阶段有实施方案, en: Implementation plans in the trial phase}
-- message:
--   zh: “{phase}”已于 {ends} 结束，“{name}”还没有通过实施方案
--   en: '"{phase}" ended on {ends}, but "{name}" has adopted no implementation plan'
-- hint:
--   zh: 在 data/work-plans/ 加一份（org 写 {id}，kind 写 implementation_plan，status 写 adopted）
--   en: add one to data/work-plans/ (org {id}, kind implementation_plan, status adopted)

SELECT league_orgs.id, short_name AS name, phases.name AS phase, ends_on AS ends
FROM league_orgs
JOIN phases ON code = 'pilot' AND ends_on < getvariable('as_of')
WHERE tier = 'town'
    AND coalesce(league_orgs.valid_from <= ends_on, true)
    AND league_orgs.id NOT IN (
        SELECT org FROM work_plans WHERE kind = 'implementation_plan' AND status IN ('adopted', 'superseded')
    )
