-- id: I-EVA-02
-- title: {zh: 青年满意度, en: Satisfaction among young people}
-- kind: share
-- unit: percent
-- formula: {zh: 对共青团工作满意的受访青年 ÷ 了解共青团工作、回答这道题的受访青年, en: "respondents who are satisfied with the League's work ÷ those who know of it and were asked"}
-- numerator: {zh: 题号为satisfaction的题，计入正面的回答, en: answers to the question satisfaction that count as positive}
-- denominator: {zh: "问到这道题的人：只问了解共青团工作的人，不是全体受访青年", en: "those who were asked: respondents who know of the League's work, not all respondents"}
-- population: {zh: 当年最后一次已公布的青年评议测评，由第三方测评机构实施，问的是对共青团工作是否满意（方案三（四）2）；年龄见“青年年龄口径”一栏，抽样设计见说明，局限见测评记录, en: "the year's last published survey of young people, made by a third party; it asks about the League's work, as the plan does; of the age range given; the design of the sample is noted, its limits stand in the survey"}
-- not_computable: {zh: 没有已公布的、问过这道题的测评, en: no published survey has asked}
-- source: 三(四)2
-- protects: sample
-- interval: true

SELECT area, period, positive AS numerator, n AS denominator, age_min, age_max, reason, notes
FROM survey_rates
WHERE question = 'satisfaction'
