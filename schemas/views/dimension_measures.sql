-- What is measured in each dimension of the evaluation, as the plan says.
CREATE TABLE dimension_measures AS
FROM (
    VALUES
        ('party_gov', '党政评议', 'party and government', 'alignment', '契合度'),
        ('party_gov', '党政评议', 'party and government', 'support', '支持度'),
        ('internal', '团内考核', 'League', 'visibility', '显示度'),
        ('internal', '团内考核', 'League', 'participation', '参与度'),
        ('internal', '团内考核', 'League', 'satisfaction', '满意度'),
        ('youth', '青年评议', 'youth', 'awareness', '知晓度'),
        ('youth', '青年评议', 'youth', 'satisfaction', '满意度'),
        ('composite', '综合', 'composite', 'composite', '综合得分')
) AS measure (dimension, dimension_zh, dimension_en, code, zh);
