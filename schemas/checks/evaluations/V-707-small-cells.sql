-- code: V-707
-- severity: error
-- source: general
-- title: {zh: 人数太少的格不公布, en: Small cells are withheld}
-- message:
--   zh: "{what_zh} {n} 人，少于最小单元 {min_cell} 人"
--   en: "{n} {what_en}, fewer than the smallest cell of {min_cell}"
-- hint:
--   zh: "{do_zh}；已经提交过的数字还在版本历史里，按手册清除"
--   en: "{do_en}; a number committed before is still in the history, purge it as the handbook says"

WITH cells AS (
    SELECT survey_id AS id, format('questions[{}].counts[{}].count', questions_seq - 1, seq - 1) AS field, count AS n,
        '“' || answer || '”' AS what_zh, 'answered “' || answer || '”' AS what_en,
        '与相近的答案合并，或 count 写 null、加 suppressed: true' AS do_zh,
        'merge it with a like answer, or set count to null and suppressed: true' AS do_en
    FROM surveys__questions__counts
    UNION ALL
    SELECT survey_id, format('by_area[{}].results[{}].positive', by_area_seq - 1, seq - 1),
        if(positive BETWEEN 1 AND n - positive OR n = positive, positive, n - positive),
        if(positive BETWEEN 1 AND n - positive OR n = positive, '正面的', '其余的'),
        if(positive BETWEEN 1 AND n - positive OR n = positive, 'positive answers', 'other answers'),
        'positive 写 null、加 suppressed: true', 'set positive to null and suppressed: true'
    FROM surveys__by_area__results
    UNION ALL
    SELECT survey_id, format('by_area[{}].valid_n', seq - 1), valid_n, '有效回答的', 'valid answers',
        '删去这个镇街的一行', 'delete the row of this town'
    FROM surveys__by_area
)
SELECT id, field, n, min_cell, what_zh, what_en, do_zh, do_en
FROM cells
CROSS JOIN district
WHERE n > 0 AND n < min_cell
