-- id: I-EVA-01
-- title: {zh: 青年知晓度, en: Awareness among young people}
-- kind: share
-- unit: percent
-- formula: {zh: 了解共青团工作的受访青年 ÷ 有效样本, en: "respondents who know of the League's work ÷ valid answers"}
-- numerator: {zh: 题号为awareness的题，计入正面的回答, en: answers to the question awareness that count as positive}
-- denominator: {zh: "问到这道题的人：没有另写基数的，是全体有效样本", en: "those who were asked: all valid answers, unless the question gives a base of its own"}
-- population: {zh: 当年最后一次已公布的青年评议测评，由第三方测评机构实施，问的是对共青团工作是否了解（方案三（四）2）；年龄见“青年年龄口径”一栏，抽样设计见说明，局限见测评记录, en: "the year's last published survey of young people, made by a third party; it asks whether they know of the League's work, as the plan does; of the age range given; the design of the sample is noted, its limits stand in the survey"}
-- not_computable: {zh: 没有已公布的、问过这道题的测评, en: no published survey has asked}
-- source: 三(四)2
-- protects: sample
-- interval: true

SELECT area, period, positive AS numerator, n AS denominator, age_min, age_max, reason, notes
FROM survey_rates
WHERE question = 'awareness'
