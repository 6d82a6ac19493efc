-- id: I-EVA-01
-- title: {zh: 青年知晓度, en: Awareness among young people}
-- kind: share
-- unit: percent
-- formula: {zh: 知道身边的共青团工作或青年之家的受访青年 ÷ 有效样本, en: "respondents who know the League's work or its homes ÷ valid answers"}
-- numerator: {zh: 题号为awareness的题，计入正面的回答, en: answers to the question awareness that count as positive}
-- denominator: {zh: "有效样本", en: "valid answers"}
-- population: {zh: 当年最后一次已公布的青年评议测评，由第三方测评机构实施，年龄见“青年年龄口径”一栏，局限见测评记录, en: "the year's last published survey of young people, made by a third party; of the age range given; its limits stand in the survey"}
-- not_computable: {zh: 没有已公布的、问过这道题的测评, en: no published survey has asked}
-- source: 三(四)2
-- protects: sample
-- interval: true

SELECT area, period, positive AS numerator, n AS denominator, age_min, age_max, reason, notes
FROM survey_rates
WHERE question = 'awareness'
