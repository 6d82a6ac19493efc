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

-- Not meant: dates, times and ages, ordinals, numbers of lists, in names and addresses, how often and in what groups
-- something is done, and the plan's “8小时之外”. Of numbers in Chinese characters those from two hundred on, shares and
-- multiples are found; only round ones are read (八百, 九成).
WITH texts AS (
    UNPIVOT (
        SELECT id, title, background, practice, effect, insight, distinctive, effective, valuable, transferability, notes_public
        FROM cases
    )
    ON COLUMNS(* EXCLUDE id)
    INTO NAME field VALUE said
),
plain AS (
    SELECT
        id,
        field,
        regexp_replace(
            translate(said, '０１２３４５６７８９％．', '0123456789%.'),
            concat_ws(
                '|',
                '(?m)^\s*[0-9]+[.、)）]',
                '第\s*[0-9]+|前\s*[0-9]+\s*[名位个]|[0-9]+\s*(步|个(步骤|阶段|环节))|双\s*1[12]|邮编\s*[0-9]{6}|[0-9](\.[0-9]+)+\s*版|(365|三百六十五)\s*天|[0-9]+\s*强|[0-9]+[:：][0-9]{2}|[0-9]+\s*[时点]\s*[0-9]+\s*分|[〔\[（(][0-9]{4}[〕\]）)]|[0-9]{1,2}·[0-9]{1,2}',
                '[A-Za-z][A-Za-z_/.-]*[0-9][0-9A-Za-z_/.-]*|[23]D|[2-6]G|[0-9][+＋对][0-9A-Za-z]+([+＋][0-9A-Za-z]+)*',
                -- days, years, ages, places; from … to
                '[0-9]{4}-[0-9]{2}(-[0-9]{2})?([^0-9年学]|$)|(19|20)[0-9]{2}[./][0-9]{1,2}([./][0-9]{1,2})?([^0-9]|$)|[0-9]+-[0-9]+-[0-9]+|[0-9]+-0?[0-9]+\s*[室号]',
                '([0-9]+\s*(年|月|日|号|点|时|周?岁|楼)?\s*[-—–~～至到]{1,2}\s*)?[0-9]+\s*(学年|年代|世纪|周?岁|路|号[楼线院]|单元|国道|省道|县道|线|楼)',
                '([0-9]+\s*(年|月|日|号|点|时)?\s*[-—–~～至到]{1,2}\s*)?[0-9]+\s*(年|月|日|号|点|时)([^间长常而候]|$)',
                '(19|20)[0-9]{2}\s*([年届级]|[—–-]\s*(19|20)[0-9]{2})',
                '[0-9]{3,4}\s*(室|会议室|教室|活动室|办公室)|[座楼栋]\s*[0-9]+\s*层|[国省县]道\s*[0-9]+|[6-9]0[6-9]0\s*后|[栋幢座村]\s*[0-9]+\s*[组社队号]|[0-9]+\s*[栋幢座]\s*[0-9]+|[6-9][05]\s*后|[01][05]\s*后',
                -- hotlines and round the clock
                '(拨打|打|拨|热线|电话)\s*[0-9]{3,}|1[12][0-9]\s*(报警|急救|火警|电话|平台)|(123|9[56][0-9])[0-9]{2}([，。、；）)”\s]|$)|[0-9]{5}\s*(热线|政务|电话|平台|青少年|心理|服务台)',
                '8\s*小时之外|7\s*[×xX*]\s*24\s*小时|(全天|每天)\s*24\s*小时|24\s*小时(驿站|书[屋吧房]|自助|营业|开放|值守|值班|服务|热线|不打烊|图书馆|便利|在线|开门|轮)',
                -- how often, in what groups
                '[0-9]+\s*(天|周|个?月|年)一次|每隔?\s*[0-9]+\s*个?(年|月|周|星期|天|小时|分钟|人|名)|每(年|月|周|星期|天|晚)[办开来讲练]?\s*[0-9]{1,2}\s*(次|场|天|晚)',
                '[一每][桌组队班间张]\s*[0-9]+\s*人|[0-9]+\s*人一[桌组队班间张]',
                -- phrases, and words that begin like a number of tenths
                '(百分之百|100\s*[%％])(自愿|免费|公益|公开|透明|保密|投入|用心|放心)',
                '成千上万|成百上千|千家万户|千方百计|百姓|[一二两三四五六七八九十]成[员果立效人本为功长年熟品都分就对不群新]'
            ),
            ' ',
            'g'
        ) AS said
    FROM texts
),
found AS (
    SELECT
        id,
        field,
        unnest(regexp_extract_all(
            said,
            concat_ws(
                '|',
                '[0-9]+\s*/\s*[0-9]+|[0-9]+(?:[,，][0-9]{3})*(?:\.[0-9]+)?(?:\s*[-—–~～至到]\s*[0-9.]+)?\s*(?:个?百分点|[%％‰]|[百千万亿]*\s*[多余]?\s*(?:UNIT|[^\s0-9，。；：、,.;:！？!?（）()“”《》])?)',
                '百分之[零一二两三四五六七八九十百点]+|[一二两三四五六七八九十百]+分之[一二两三四五六七八九十百]+|[一二两三四五六七八九]成[一二三四五六七八九半]?',
                '[一二两三四五六七八九十百]+(?:点[一二三四五六七八九])?(?:个百分点|倍)|翻(?:了)?[一两二三]?番',
                '(?:[近上逾超过数几约好]+[百千万亿]+|[一二两三四五六七八九十]+[百千万][零一二两三四五六七八九十百千万]*)[余多]?(?:UNIT|[人名位场次件元户张天个堂期份册本辆组支家条项])'
            ).replace('UNIT', '人次|人天|个?小时|分钟|平方米|公里|千米|千克|公斤|万元|个月|户次')
        )) AS number
    FROM plain
),
read AS (
    SELECT
        id,
        field,
        trim(number) AS number,
        CASE
            WHEN regexp_matches(number, '[%％]') THEN 0.01
            ELSE list_product(list_transform(
                string_split(regexp_extract(number, '^[0-9][0-9,，.]*\s*([百千万亿]*)', 1), ''),
                lambda c: CASE c WHEN '百' THEN 1e2 WHEN '千' THEN 1e3 WHEN '万' THEN 1e4 WHEN '亿' THEN 1e8 ELSE 1 END
            ))
        END AS scale,
        coalesce(
            try_cast(regexp_replace(regexp_extract(number, '^[0-9][0-9,，]*(\.[0-9]+)?'), '[,，]', '', 'g') AS DOUBLE),
            strpos(
                '一二三四五六七八九',
                replace(nullif(regexp_extract(number, '^([一二两三四五六七八九])(?:成$|倍$|[百千万][余多]?[^一-九百千万])', 1), ''), '两', '二')
            )
            * CASE number[2] WHEN '倍' THEN 1 WHEN '成' THEN 10 WHEN '百' THEN 100 WHEN '千' THEN 1000 ELSE 10000 END
        ) AS value
    FROM found
    WHERE NOT regexp_matches(number, '^一[百千万].$')
)
SELECT id, field, number
FROM read
WHERE NOT EXISTS (
    FROM cases__metrics AS metrics
    WHERE case_id = read.id
        AND (abs(metrics.value - read.value) < 1e-6 OR abs(metrics.value - read.value * scale) < 1e-6)
)
QUALIFY row_number() OVER (PARTITION BY id, number ORDER BY field) = 1
