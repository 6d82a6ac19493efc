-- The state each status tells of, the day that state began ("early": not before it) or ends ("late": not
-- after it), and the status a record has on the other side of that day.
CREATE TABLE status_by_date AS
FROM (
    SELECT id, status, 'opened_on', '开放日期', 'opened_on', opened_on, 'early', '开放', 'building', '建设中'
    FROM homes
    WHERE status = 'open'
    UNION ALL
    SELECT id, status, 'closed_on', '关闭日期', 'closed_on', closed_on, 'early', '已关闭', 'open', '开放'
    FROM homes
    WHERE status = 'closed'
    UNION ALL
    SELECT id, status, 'closed_on', '关闭日期', 'closed_on', closed_on, 'late', '开放', 'closed', '已关闭'
    FROM homes
    WHERE status = 'open'
    UNION ALL
    SELECT id, status, 'valid_to', '失效日期', 'valid_to', valid_to, 'late', '现行', 'abolished', '已撤销'
    FROM areas
    WHERE status = 'active'
    UNION ALL
    SELECT id, status, 'valid_to', '失效日期', 'valid_to', valid_to, 'early', '已撤销', 'active', '现行'
    FROM areas
    WHERE status = 'abolished'
    UNION ALL
    SELECT id, status, 'valid_to', '失效日期', 'valid_to', valid_to, 'late', '执行中', 'ended', '已结束'
    FROM plan
    WHERE status = 'active'
    UNION ALL
    SELECT id, status, 'valid_to', '失效日期', 'valid_to', valid_to, 'early', '已结束', 'active', '执行中'
    FROM plan
    WHERE status = 'ended'
    UNION ALL
    SELECT id, status, 'to', '领办结束', 'to', "to", 'late', '领办中', 'ended', '已结束'
    FROM lead_assignments
    WHERE status = 'active'
    UNION ALL
    SELECT id, status, 'to', '领办结束', 'to', "to", 'early', '已结束', 'active', '领办中'
    FROM lead_assignments
    WHERE status = 'ended'
    UNION ALL
    SELECT id, status, 'to', '联系结束', 'to', "to", 'late', '联系中', 'ended', '已结束'
    FROM contact_points
    WHERE status = 'active'
    UNION ALL
    SELECT id, status, 'to', '联系结束', 'to', "to", 'early', '已结束', 'active', '联系中'
    FROM contact_points
    WHERE status = 'ended'
    UNION ALL
    SELECT id, status, 'delivered_on', '送达日期', 'delivered_on', delivered_on, 'early', if(status = 'feedback', '已反馈', '已送达'), 'scheduled', '已排期'
    FROM deliveries
    WHERE status IN ('delivered', 'feedback')
    UNION ALL
    SELECT id, status, 'agreement.valid_to', '协议到期', 'agreement.valid_to', agreement_valid_to, 'late', '合作中', 'ended', '结束'
    FROM partnerships
    WHERE status = 'active'
    UNION ALL
    SELECT id, status, 'available.to', '可用结束', 'available.to', available_to, 'late', '可用', 'ended', '不再提供'
    FROM resources
    WHERE status = 'active'
    UNION ALL
    SELECT id, status, 'valid_to', '失效日期', 'valid_to', valid_to, 'late', '运行', 'merged', '已并入'
    FROM committees
    WHERE status = 'active'
    UNION ALL
    SELECT id, status, 'valid_to', '失效日期', 'valid_to', valid_to, 'early', if(status = 'merged', '已并入', '已撤销'), 'active', '运行'
    FROM committees
    WHERE status IN ('merged', 'dissolved')
    UNION ALL
    SELECT id, status, 'ended_on', '结束日期', 'ended_on', ended_on, 'late', '实施', 'completed', '完成'
    FROM brands
    WHERE status = 'running'
    UNION ALL
    SELECT id, status, 'ended_on', '结束日期', 'ended_on', ended_on, 'early', if(status = 'completed', '完成', '中止'), 'running', '实施'
    FROM brands
    WHERE status IN ('completed', 'discontinued')
    UNION ALL
    SELECT id, status, 'valid_to', '失效日期', 'valid_to', valid_to, 'early', if(status = 'merged', '已并入', '已撤销'), 'active', '运行'
    FROM orgs
    WHERE status IN ('merged', 'dissolved')
    UNION ALL
    SELECT id, status, 'valid_to', '失效日期', 'valid_to', valid_to, 'early', '已取消', 'active', '在设'
    FROM posts
    WHERE status = 'abolished'
    UNION ALL
    SELECT id, status, 'valid_to', '失效日期', 'valid_to', valid_to, 'early', '结束', 'active', '合作中'
    FROM partnerships
    WHERE status = 'ended'
    UNION ALL
    SELECT id, status, 'valid_to', '失效日期', 'valid_to', valid_to, 'early', '不再提供', 'active', '可用'
    FROM resources
    WHERE status = 'ended'
    UNION ALL
    SELECT id, status, 'valid_to', '失效日期', 'valid_to', valid_to, 'early', '已结束', 'active', '提供中'
    FROM service_items
    WHERE status = 'ended'
    UNION ALL
    SELECT id, status, 'valid_to', '失效日期', 'valid_to', valid_to, 'early', '已关闭', 'active', '在用'
    FROM gathering_places
    WHERE status = 'closed'
) AS dated (id, status, field, label_zh, label_en, date, too, status_zh, other, other_zh);
