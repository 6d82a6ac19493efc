-- title: {zh: 青年诉求, en: Demands of young people}
-- about:
--   zh: 本季收到的诉求；答复用时从收到次日起数工作日
--   en: Demands received in the quarter; working days to the first reply, counted from the day after receipt
-- columns:
--   received: {zh: 收到, en: received}
--   replied: {zh: 已答复, en: replied}
--   mean_days: {zh: 平均答复用时（工作日）, en: mean working days to reply}

SELECT
    counted_in AS area,
    count(*) AS received,
    count(*) FILTER (first_reply_on <= getvariable('until')) AS replied,
    round(avg(days_to_reply) FILTER (first_reply_on <= getvariable('until')), 1) AS mean_days
FROM counted_demands
JOIN places USING (area)
WHERE received_on BETWEEN getvariable('since') AND getvariable('until')
GROUP BY counted_in
