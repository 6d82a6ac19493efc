-- id: I-INSP-01
-- title: {zh: 问题按期整改率, en: Faults put right in time}
-- kind: share
-- unit: percent
-- formula: {zh: 在期限内整改的问题 ÷ 已整改或已到期的问题, en: faults put right by their day ÷ faults put right or due}
-- numerator: {zh: 整改日期不晚于期限的问题, en: faults put right on or before the day they were due}
-- denominator: {zh: 已整改的，加上没有整改而已到期的问题, en: "faults put right, and those past their day"}
-- population: {zh: 当年发现的问题，按责任单位当天所在镇街；没有期限的、未到期的列为缺失, en: "faults found in the year, by the town of the organisation on that day; those without a day, or not yet due, are missing"}
-- not_computable: {zh: 没有发现问题，或都未到期, en: "nothing was found, or nothing is due"}
-- source: 五(二)

WITH judged AS (
    SELECT
        stays.area,
        year(coalesce(found_on, inspections.date))::VARCHAR AS period,
        CASE
            WHEN fixed_on <= getvariable('as_of') THEN fixed_on <= due_on
            WHEN due_on < getvariable('as_of') THEN false
        END AS in_time
    FROM inspections__issues AS issues
    JOIN inspections ON inspections.id = issues.inspection_id
    JOIN org_areas AS stays
        ON stays.id = issues.org AND coalesce(found_on, inspections.date) BETWEEN stays.first_on AND stays.last_on
    WHERE coalesce(found_on, inspections.date) <= getvariable('as_of')
)
SELECT
    counted_in AS area,
    period,
    count(*) FILTER (in_time) AS numerator,
    count(in_time) AS denominator,
    count(*) - count(in_time) AS missing
FROM judged
JOIN places USING (area)
GROUP BY ALL
