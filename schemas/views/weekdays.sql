-- Days that opening hours are given for. Public holidays are no day of the week; they take its place.
CREATE TABLE weekdays AS
FROM (
    VALUES
        (1, 'MO', '周一', 'Monday'),
        (2, 'TU', '周二', 'Tuesday'),
        (3, 'WE', '周三', 'Wednesday'),
        (4, 'TH', '周四', 'Thursday'),
        (5, 'FR', '周五', 'Friday'),
        (6, 'SA', '周六', 'Saturday'),
        (7, 'SU', '周日', 'Sunday'),
        (8, 'PH', '法定节假日', 'Public holiday')
) AS weekday (number, code, zh, en);
