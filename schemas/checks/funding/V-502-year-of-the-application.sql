-- code: V-502
-- severity: warning
-- source: 三(二)3
-- title: {zh: 年度与申报日期相符, en: The year fits the application}
-- message:
--   zh: 申报的是 {year} 年度，申报日期却是 {submitted_on}
--   en: it is for {year}, but was submitted on {submitted_on}
-- hint:
--   zh: 核对 year 和 submitted_on，改正写错的一个；当年申报，或上年下半年提前申报
--   en: check year and submitted_on and correct the wrong one; an application is made in its year, or in the second half of the year before

SELECT id, 'year' AS field, year, submitted_on
FROM funding
WHERE submitted_on NOT BETWEEN make_date(year - 1, 7, 1) AND make_date(year, 12, 31)
