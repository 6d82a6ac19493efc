-- code: V-804
-- severity: warning
-- source: 五(三)
-- title: {zh: 案例里的数字有出处, en: Numbers in a case have a source}
-- message:
--   zh: 正文里的“{number}”没有写进“数据支撑”
--   en: "the text says “{number}”, which is not among the figures"
-- hint:
--   zh: 数字写成阿拉伯数字，在 metrics 下加一行：indicator（是什么数）、value、unit、period；没有出处的数字不要写
--   en: write it in digits and add a row with indicator, value, unit and period to metrics, or leave it out

-- Not meant: dates and times, ordinals, numbers of lists and in names, the plan's “8小时之外”. Of numbers in
-- Chinese characters those from two hundred on and percentages are found; only round ones are read (八百).
WITH texts AS (
    UNPIVOT (SELECT id, background, practice, effect, insight, distinctive, effective, valuable FROM cases)
    ON background, practice, effect, insight, distinctive, effective, valuable
    INTO NAME field VALUE said
),
plain AS (
    SELECT
        id,
        field,
        said,
        regexp_replace(
            said,
            '(?m)^\s*[0-9]+[.、)）]|8\s*小时之外|第\s*[0-9]+|[0-9]+[:：][0-9]{2}|[0-9]{4}-[0-9]{2}(-[0-9]{2})?|[0-9]+\s*(年|月|日|号|点|时)([^间长常而候]|$)|[A-Za-z][A-Za-z_/.-]*[0-9][0-9A-Za-z_/.-]*',
            ' ',
            'g'
        ) AS left_over
    FROM texts
),
found AS (
    SELECT id, field, unnest(regexp_extract_all(left_over, '[0-9][0-9,，]*(?:\.[0-9]+)?\s*(?:[万亿%％]|[^0-9\s，。、；：,.;:（）()]|$)')) AS number
    FROM plain
    UNION ALL
    SELECT id, field, unnest(regexp_extract_all(said, '百分之[零一二两三四五六七八九十百点]+|[一二两三四五六七八九十]+[百千万][零一二两三四五六七八九十百千万]*[余多]?[人名位场次件元户张天个堂期]'))
    FROM plain
),
read AS (
    SELECT
        id,
        field,
        trim(number) AS number,
        regexp_extract(number, '[万亿%％]') AS scale,
        coalesce(
            try_cast(regexp_replace(regexp_extract(number, '^[0-9][0-9,，]*(\.[0-9]+)?'), '[,，]', '', 'g') AS DOUBLE),
            strpos('一二三四五六七八九', replace(nullif(regexp_extract(number, '^([一二两三四五六七八九])[百千万][余多]?[^一-九百千万]', 1), ''), '两', '二'))
            * CASE number[2] WHEN '百' THEN 100 WHEN '千' THEN 1000 ELSE 10000 END
        ) AS value
    FROM found
    WHERE NOT regexp_matches(number, '^一[百千万].$')
)
SELECT id, field, number
FROM read
WHERE NOT EXISTS (
    FROM cases__metrics AS metrics
    WHERE case_id = read.id
        AND least(
            abs(metrics.value - read.value),
            abs(metrics.value - read.value * CASE scale WHEN '万' THEN 1e4 WHEN '亿' THEN 1e8 ELSE 1 END),
            abs(metrics.value * if(scale IN ('%', '％'), 100, 1) - read.value)
        ) < 1e-6
)
QUALIFY row_number() OVER (PARTITION BY id, number ORDER BY field) = 1
