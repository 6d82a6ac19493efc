-- code: V-806
-- severity: warning
-- source: 四(三)
-- title: {zh: 阶段总结在阶段结束以后, en: Final reviews follow the end of a phase}
-- message:
--   zh: 这是阶段总结（final），但阶段“{name}”{why_zh}
--   en: this is a final review, but the phase "{name}" {why_en}
-- hint:
--   zh: 阶段没有结束、日期没有定的，kind 写 interim（阶段小结）；已经结束的，在阶段里写 ends_on
--   en: write kind interim while the phase lasts or has no dates; if it is over, give its ends_on

SELECT
    phase_reviews.id,
    'kind' AS field,
    phases.name,
    coalesce(format('要到 {} 才结束', ends_on), '的结束日期还没有定') AS why_zh,
    coalesce(format('ends on {} only', ends_on), 'has no end date yet') AS why_en
FROM phase_reviews
JOIN phases ON phases.id = phase
WHERE kind = 'final'
    AND phase_reviews.status = 'adopted'
    AND coalesce(ends_on > concluded_on, true)
