-- code: V-409
-- severity: error
-- source: general
-- title: {zh: 关门晚于开门, en: Closing after opening}
-- message:
--   zh: 关门时间 {closes} 不晚于开门时间 {opens}
--   en: it closes at {closes}, not after it opens at {opens}
-- hint:
--   zh: 写反了就对调；过了零点才关门的拆成两行：当天到 "24:00"，第二天从 "00:00" 起
--   en: swap them if they are the wrong way round; split hours past midnight at "24:00" and "00:00" of the next day

SELECT home_id AS id, format('opening[{}].closes', seq - 1) AS field, opens, closes
FROM homes__opening
WHERE closes <= opens
