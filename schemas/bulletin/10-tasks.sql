-- title: {zh: 任务清单, en: Task list}
-- about:
--   zh: 本年任务到季末的落实情况；已完成指季末以前填写了完成日期的
--   en: Assignments of the year's list at the end of the quarter; done are those completed by then
-- columns:
--   assigned: {zh: 落实项数, en: assigned}
--   done: {zh: 已完成, en: done}
--   late: {zh: 逾期未完成, en: late}

SELECT
    counted_in AS area,
    count(*) AS assigned,
    count(*) FILTER (completed_on <= getvariable('until')) AS done,
    count(*) FILTER (
        due_on <= getvariable('until') AND coalesce(completed_on > getvariable('until'), true)
    ) AS late
FROM list_assignments
JOIN places USING (area)
WHERE breakdown = 'all' AND period = year(getvariable('until'))::VARCHAR
    AND coalesce(deployment_issued_on <= getvariable('until'), true)
GROUP BY counted_in
