-- code: V-905
-- severity: error
-- source: general
-- title: {zh: 诉求不写病情, en: No health details in demands}
-- message:
--   zh: “{word}”说的是病情或危机，不能写进公开摘要和答复
--   en: '"{word}" tells of an illness or a crisis, which may not stand in a public digest or reply'
-- hint:
--   zh: 改成不涉及病情的说法（例如“想找人谈谈”）；是危机的按危机流程处置，不要提交这个文件
--   en: say it without the illness (such as "wants someone to talk to"); handle a crisis by its procedure and do not commit this file

-- A word that names a topic (a course, a kind of leave, a meter) tells of nobody: it is taken out first.
WITH texts AS (
    SELECT id, 'title' AS field, title AS said FROM demands
    UNION ALL
    SELECT id, 'summary_public', summary_public FROM demands
    UNION ALL
    SELECT id, 'public_reply', public_reply FROM demands
),
told AS (
    SELECT
        id,
        field,
        regexp_replace(
            regexp_replace(
                said,
                '(^|[^我爸妈父亲母他她子儿女婆公奶爷友人])住院(押金|预交|费|报销|医师|医生|部|楼|大楼|医保|保险|手续|陪护|津贴|登记|规培|补助|补贴|互助|须知|流程|(怎么|如何)(请假|报销|办|结算))',
                '\1',
                'g'
            ),
            '(防|预防|防范|防治|反|拒绝|远离|抵制|严禁|禁止|科普|认识)(校园)?(自杀|自残|轻生|抑郁症?|焦虑症|性侵|强奸|吸毒|艾滋病?)'
            || '|(自杀|自残|轻生|抑郁|焦虑症|双相障碍|双相情感障碍|精神分裂|精神病|艾滋|性侵|强奸|吸毒|堕胎|流产|服药|吃药|住院|病历)'
            || '(症|病|情绪|心理|问题|危害|行为|风险|早期|常识|安全|防护|防范|预防|识别|应对|自助|干预|疏导|康复|知识|科普|互助|自愿|咨询|药|罪|普法|[、和与](抑郁|焦虑|自杀|自残|吸毒|艾滋)症?){0,4}'
            || '(课|讲座|科普|宣传|筛查|手册|读本|热线|展|知识|防治|检测|咨询|普法|培训|沙龙|危害|提醒)'
            || '|流产假|艾滋病?日|双相(电|插|供|开关|交流|变)|[来各]自残|自残[形留存余障联缺疾]|轻生[活态产]|切割腕|割腕[带表]|病历(本|复印|打印|档案)|电子病历|诊断书(要|怎么|模板|盖|样式)|(需要|要交?)诊断书'
            || '|流产后?(产假|休假|假期|请假)(几|规|多|怎|政|天|工)|精神病院|(烈士|革命|红色)遗书|遗书(展|诵读|朗读|选)',
            '',
            'g'
        ) AS said
    FROM texts
),
found AS (
    SELECT
        id,
        field,
        regexp_extract(
            said,
            '自杀|自残|轻生|割腕|遗书|抑郁|焦虑症|双相|精神分裂|精神病|确诊|病历|诊断书|服药|吃药|住院|艾滋|性侵|强奸|堕胎|流产|吸毒'
        ) AS word
    FROM told
)
FROM found
WHERE word <> ''
