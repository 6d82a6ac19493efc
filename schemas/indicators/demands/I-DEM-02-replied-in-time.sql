-- id: I-DEM-02
-- title: {zh: 诉求按期回复率, en: Demands answered in time}
-- kind: share
-- unit: percent
-- formula: {zh: 在目标工作日内首次回复的诉求 ÷ 已回复或已到期的诉求, en: demands first answered within the target ÷ demands answered or due}
-- numerator: {zh: 首次回复用时不超过答复目标的诉求, en: demands first answered within the target}
-- denominator: {zh: 已经回复的，加上没有回复而已超过目标的诉求, en: "demands that were answered, and those past the target that were not"}
-- population: {zh: 当年收到的诉求，当年撤回和重复的不算；答复目标是收到那天执行的方案的，那时没有设定的、未到期的、日期不在工作日历内的列为缺失, en: "demands of the year without those withdrawn or duplicate in it; the target is that of the plan in force on the day of receipt; those without one, not yet due, or with a date outside the calendar, are missing"}
-- not_computable: {zh: 方案没有设定答复目标，或没有诉求, en: "the plan gives no target, or there are no demands"}
-- source: 二(三)

WITH judged AS (
    SELECT
        counted_demands.area,
        period,
        reply_target_workdays AS target,
        CASE
            WHEN days_to_reply IS NOT NULL THEN days_to_reply <= reply_target_workdays
            WHEN first_reply_on IS NULL AND days_until_now > reply_target_workdays THEN false
        END AS in_time
    FROM counted_demands
    JOIN plans ON received_on BETWEEN plans.first_on AND plans.last_on
)
SELECT
    counted_in AS area,
    period,
    if(any_value(target) IS NULL, NULL, count(*) FILTER (in_time)) AS numerator,
    if(any_value(target) IS NULL, NULL, count(in_time)) AS denominator,
    count(*) - count(in_time) AS missing,
    if(any_value(target) IS NULL, 'reply_target_not_set', NULL) AS reason
FROM judged
JOIN places USING (area)
GROUP BY ALL
