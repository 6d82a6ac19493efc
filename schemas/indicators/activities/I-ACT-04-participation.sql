-- id: I-ACT-04
-- title: {zh: 参与率, en: Participation}
-- kind: share
-- unit: percent
-- formula: {zh: 参加过活动的受访青年 ÷ 回答这道题的受访青年, en: respondents who took part ÷ respondents to the question}
-- numerator: {zh: 测评中题号为participation的题，计入正面的回答, en: answers to the question participation that count as positive}
-- denominator: {zh: 回答这道题的人数, en: respondents to it}
-- population: {zh: 只用青年评议测评得出，年龄见“青年年龄口径”一栏；活动人次除以人口不是参与率，本站不这样算, en: "from surveys of young people only, of the age range given; participations divided by the population are no rate of participation"}
-- not_computable: {zh: 没有已公布的、问过参与情况的测评, en: no published survey has asked}
-- source: 三(四)2
-- protects: sample
-- interval: true

SELECT area, period, positive AS numerator, n AS denominator, age_min, age_max, reason, notes
FROM survey_rates
WHERE question = 'participation'
