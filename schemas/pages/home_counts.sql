-- title: {zh: 开放的青年之家, en: Open homes}
-- about: {zh: 开放的青年之家有几处，按店型（class）、按镇街（town）, en: "How many homes are open, by class and by town"}
-- columns:
--   board: {zh: 怎么分, en: by what}
--   code: {zh: 店型或镇街, en: class or town}
--   n: {zh: 几处, en: how many}

SELECT board, code, count(*) AS n
FROM (
    SELECT unnest(['class', 'town']) AS board, unnest([store_class, area]) AS code
    FROM open_homes
)
WHERE code IS NOT NULL
GROUP BY ALL
ORDER BY ALL
