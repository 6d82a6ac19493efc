-- code: V-014
-- severity: warning
-- source: general
-- title: {zh: 方案前后相接, en: Plans leave no days between}
-- message:
--   zh: 前一份方案“{former_title}”（{former}）执行到 {former_end}，这一份从 {valid_from} 起，中间没有方案
--   en: the former plan, "{former_title}" ({former}), holds until {former_end}, this one since {valid_from}; no plan holds between
-- hint:
--   zh: 中间的日子仍按前一份计算；不对的话，改正 valid_from 或 {former} 的 valid_to
--   en: the days between are judged by the former; if that is wrong, correct valid_from, or valid_to of {former}

SELECT id, 'valid_from' AS field, former, former_title, former_end, valid_from
FROM plan_sequence
WHERE valid_from > former_end + 1
