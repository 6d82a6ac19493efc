-- code: V-412
-- severity: error
-- source: 三(四)3
-- title: {zh: 同一领办不重复, en: No assignment twice at a time}
-- message:
--   zh: 这个岗位领办这个青年之家，{other} 已写到{until_zh}，与这里从 {starts} 起重叠
--   en: "{other} already has this post lead this home {until_en}; this one starts on {starts}"
-- hint:
--   zh: 合并成一条，或给前一条写上 to
--   en: join the two, or give the earlier one its to

SELECT
    id,
    'from' AS field,
    "from" AS starts,
    lag(id) OVER by_time AS other,
    coalesce(format(' {}', lag("to") OVER by_time), '现在') AS until_zh,
    coalesce(format('until {}', lag("to") OVER by_time), 'to this day') AS until_en
FROM lead_assignments
WINDOW by_time AS (PARTITION BY post, home ORDER BY "from", id)
QUALIFY "from" <= coalesce(lag("to") OVER by_time, DATE '9999-12-31') AND lag(id) OVER by_time IS NOT NULL
