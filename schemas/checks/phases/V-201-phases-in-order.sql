-- code: V-201
-- severity: error
-- source: 四
-- title: {zh: 阶段依次衔接, en: Phases follow each other}
-- message:
--   zh: “{name}”从 {starts} 开始，前一阶段“{before}”{until_zh}
--   en: '"{name}" starts on {starts}; "{before}", the phase before it, {until_en}'
-- hint:
--   zh: 核对两个阶段的 starts_on 和 ends_on，后一阶段在前一阶段结束之后开始
--   en: check starts_on and ends_on of both; a phase starts after the one before it has ended

SELECT
    id,
    'starts_on' AS field,
    name,
    starts_on AS starts,
    lag(name) OVER by_seq AS before,
    coalesce(
        format('到 {} 才结束', lag(ends_on) OVER by_seq), format('{} 才开始', lag(starts_on) OVER by_seq)
    ) AS until_zh,
    coalesce(
        format('ends on {}', lag(ends_on) OVER by_seq), format('starts on {}', lag(starts_on) OVER by_seq)
    ) AS until_en
FROM phases
WHERE starts_on IS NOT NULL
WINDOW by_seq AS (ORDER BY seq, id)
QUALIFY starts_on <= coalesce(lag(ends_on) OVER by_seq, lag(starts_on) OVER by_seq)
