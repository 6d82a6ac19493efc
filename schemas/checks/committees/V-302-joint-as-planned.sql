-- code: V-302
-- severity: warning
-- source: 三(二)1
-- title: {zh: 联建的镇街照方案的分组, en: Towns build jointly in the groups of the plan}
-- message:
--   zh: "{what_zh}"
--   en: "{what_en}"
-- hint:
--   zh: 照分组填 joint_with（{wanted}）；方案有变就先改 data/plan/ 的 joint_groups
--   en: fill in joint_with by the groups ({wanted_en}), or first change joint_groups in data/plan/ if the plan has changed

-- A town belongs to the groups of all that it took over, as far as the plan names them. A committee goes by the plan
-- in force on its last day or, if it is still at work, on the day of the build.
WITH grouped AS (
    SELECT DISTINCT groups.plan_id AS plan, heir AS area, groups.joint_groups_seq AS number
    FROM area_heirs
    JOIN plan__joint_groups__areas AS groups ON groups.value = area_heirs.area
),
mates AS (
    SELECT DISTINCT one.plan, one.area, other.area AS mate
    FROM grouped AS one
    JOIN grouped AS other ON other.plan = one.plan AND other.number = one.number AND other.area <> one.area
),
wanted AS (
    SELECT mates.plan, mates.area, list(mate ORDER BY mate) AS mates
    FROM mates
    JOIN towns ON towns.id = mate
    GROUP BY mates.plan, mates.area
),
judged AS (
    SELECT committees.id, committees.area, mode, plan
    FROM committees
    JOIN plans
        ON least(coalesce(committees.valid_to, getvariable('as_of')), getvariable('as_of')) BETWEEN first_on AND last_on
    WHERE plan IN (SELECT plan FROM grouped)
),
found AS (
    SELECT committee_id AS id, judged.plan, format('joint_with[{}]', seq - 1) AS field, judged.area, value AS other, true AS is_given
    FROM committees__joint_with
    JOIN judged ON judged.id = committee_id
    WHERE (judged.plan, judged.area, value) NOT IN (SELECT (plan, area, mate) FROM mates)
    UNION ALL
    SELECT judged.id, judged.plan, 'mode', judged.area, mate, false
    FROM judged
    JOIN mates ON mates.plan = judged.plan AND mates.area = judged.area
    JOIN towns ON towns.id = mate
    WHERE judged.id IN (SELECT id FROM current_committees) AND mode = 'joint' AND (judged.id, mate) NOT IN (SELECT (committee_id, value) FROM committees__joint_with)
)
SELECT
    found.id,
    found.field,
    format(
        if(is_given, '方案没有把“{}”和“{}”分在一个联建组', '方案要“{}”和“{}”联建，joint_with 里没有'), areas.name, others.name
    ) AS what_zh,
    format(
        if(is_given, 'the plan has "{}" and "{}" in no joint group together', 'the plan asks "{}" to build jointly with "{}", which joint_with leaves out'),
        areas.name, others.name
    ) AS what_en,
    coalesce(array_to_string(mates, '、'), '不填') AS wanted,
    coalesce(array_to_string(mates, ', '), 'none') AS wanted_en
FROM found
JOIN areas ON areas.id = found.area
JOIN areas AS others ON others.id = other
LEFT JOIN wanted ON wanted.plan = found.plan AND wanted.area = found.area
