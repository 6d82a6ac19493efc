-- id: I-DEM-04
-- title: {zh: 诉求满意率, en: Satisfaction with the reply}
-- kind: share
-- unit: percent
-- formula: {zh: 满意 ÷（满意＋一般＋不满意）, en: satisfied ÷ (satisfied + neutral + dissatisfied)}
-- numerator: {zh: 评价为满意的诉求, en: demands whose author is satisfied}
-- denominator: {zh: 作出评价的诉求, en: demands whose author gave an opinion}
-- population: {zh: 当年收到的诉求，当年撤回和重复的不算；没有评价的列为缺失，评价的人不代表全体提出诉求的人；每件诉求的评价随办理结果逐件公开，所以汇总也不隐去, en: "demands of the year without those withdrawn or duplicate in it; those without an opinion are missing, and who gave one does not stand for all. The opinion on each demand is public with its outcome, so no total is withheld"}
-- not_computable: {zh: 没有作出评价的诉求, en: nobody gave an opinion}
-- source: 二(三)

SELECT
    counted_in AS area,
    period,
    count(*) FILTER (satisfaction = 'satisfied') AS numerator,
    count(*) FILTER (satisfaction IN ('satisfied', 'neutral', 'dissatisfied')) AS denominator,
    count(*) - count(*) FILTER (satisfaction IN ('satisfied', 'neutral', 'dissatisfied')) AS missing
FROM counted_demands
JOIN places USING (area)
GROUP BY ALL
