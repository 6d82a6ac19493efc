-- id: I-REP-01
-- title: {zh: 信息报送及时率, en: Reports in time}
-- kind: share
-- unit: percent
-- formula: {zh: 在时限内报送的信息 ÷ 全部信息, en: reports within the limit ÷ all reports}
-- numerator: {zh: 报送日期距发生日期不超过时限的信息, en: reports made within the plan's limit of what happened}
-- denominator: {zh: 当年报送、有时限的信息, en: reports of the year that have a limit}
-- population: {zh: 工作信息，按报送单位报送当天所在镇街；时限为事情发生那天执行的方案的 info_report_days，那时没有设定时限的列为缺失, en: "information reports, by the town of the organisation on the day of the report; the limit is info_report_days of the plan in force on the day of what happened, and a report without one is missing"}
-- not_computable: {zh: 没有设定报送时限，或没有信息, en: "no limit is set, or there are no reports"}
-- source: 五(三)

SELECT
    counted_in AS area,
    year(reported_on)::VARCHAR AS period,
    if(any_value(info_report_days) IS NULL, NULL, count(*) FILTER (reported_on - happened_on <= info_report_days))
        AS numerator,
    if(any_value(info_report_days) IS NULL, NULL, count(info_report_days)) AS denominator,
    count(*) - count(info_report_days) AS missing,
    if(any_value(info_report_days) IS NULL, 'report_days_not_set', NULL) AS reason
FROM info_reports
JOIN plans ON happened_on BETWEEN plans.first_on AND plans.last_on
JOIN org_areas AS stays ON stays.id = info_reports.org AND reported_on BETWEEN stays.first_on AND stays.last_on
JOIN places ON places.area = stays.area
WHERE reported_on <= getvariable('as_of')
GROUP BY ALL
