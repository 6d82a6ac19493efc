-- What is recorded of a step in the life of a record that was still to come, and the status before the first
-- of them. `field` is empty where the rows of a list say when it happened: they are left out by themselves.
WITH steps (id, field, date, before) AS (
    SELECT id, 'deployment.acknowledged_on', deployment_acknowledged_on, 'deployed' FROM task_assignments
    UNION ALL
    SELECT id, 'started_on', started_on, 'acknowledged' FROM task_assignments
    UNION ALL
    SELECT id, unnest(['completed_on', 'progress', 'evidence']), completed_on, 'in_progress' FROM task_assignments
    UNION ALL
    SELECT id, 'evaluation', evaluation_date, 'submitted' FROM task_assignments
    UNION ALL
    SELECT id, 'cancelled_reason', until, before.status FROM status_before AS before JOIN task_assignments USING (id)
    UNION ALL
    SELECT id, 'submitted_on', submitted_on, 'draft' FROM funding
    UNION ALL
    SELECT id, unnest(['review', 'amount_approved']), review_date, 'submitted' FROM funding
    UNION ALL
    SELECT funding_id, NULL, date, if(row_number() OVER (PARTITION BY funding_id ORDER BY date) = 1, 'approved', 'partly_disbursed')
    FROM funding__disbursements
    UNION ALL
    SELECT id, 'completion', completion_date, if(last_payment > completion_date, 'partly_disbursed', 'disbursed')
    FROM funding
    LEFT JOIN (
        SELECT funding_id, max(date) AS last_payment
        FROM funding__disbursements
        GROUP BY funding_id
    ) ON funding_id = id
    UNION ALL
    SELECT id, unnest(['first_reply_on', 'public_reply']), first_reply_on, 'received' FROM demands
    UNION ALL
    SELECT id, unnest(['resolved_on', 'outcome', 'satisfaction', 'led_to']), resolved_on, if(reopened_on <= resolved_on, 'reopened', 'replied')
    FROM demands
    UNION ALL
    SELECT id, NULL, until, before.status FROM status_before AS before JOIN demands USING (id)
    UNION ALL
    SELECT id, 'customised', customised_date, 'requested' FROM deliveries
    UNION ALL
    SELECT
        id,
        unnest(['delivered_on', 'event', 'participants', 'feedback']),
        delivered_on,
        if(scheduled_at IS NULL, 'customised', 'scheduled')
    FROM deliveries
    UNION ALL
    SELECT id, 'published_on', published_on, 'concluded' FROM evaluations
    UNION ALL
    SELECT id, unnest(['returned', 'valid_n', 'questions', 'by_area']), period_to, 'collecting' FROM surveys
    UNION ALL
    SELECT inspection_id, format('issues[{}].{}', seq - 1, unnest(['fixed_on', 'fix_note', 'evidence'])), fixed_on, NULL
    FROM inspections__issues
    UNION ALL
    SELECT id, 'upgraded_on', upgraded_on, NULL FROM homes
    UNION ALL
    SELECT id, unnest(['awarded_on', 'award_source']), awarded_on, NULL FROM homes
    UNION ALL
    SELECT areas__predecessors.area_id, 'predecessors', earlier.valid_to + 1, NULL
    FROM areas__predecessors
    JOIN areas AS earlier ON earlier.id = area
    UNION ALL
    SELECT id, 'successors', valid_to + 1, NULL FROM areas
    UNION ALL
    SELECT id, NULL, valid_to, 'active' FROM orgs WHERE status IN ('merged', 'dissolved')
    UNION ALL
    SELECT id, NULL, valid_to, 'active' FROM committees WHERE status IN ('merged', 'dissolved')
    UNION ALL
    SELECT id, NULL, valid_to, 'active' FROM posts WHERE status = 'abolished'
    UNION ALL
    SELECT id, NULL, valid_to, 'active' FROM channels WHERE status = 'closed'
    UNION ALL
    SELECT id, NULL, valid_to, 'active' FROM partnerships WHERE status = 'ended'
    UNION ALL
    SELECT id, NULL, valid_to, 'active' FROM resources WHERE status = 'ended'
    UNION ALL
    SELECT id, NULL, valid_to, 'active' FROM service_items WHERE status = 'ended'
    UNION ALL
    SELECT id, NULL, valid_to, 'active' FROM gathering_places WHERE status = 'closed'
    UNION ALL
    SELECT id, 'to', "to", 'active' FROM contact_points WHERE status = 'ended'
)
SELECT id, field, first_value(before) OVER (PARTITION BY id ORDER BY before IS NULL, date) AS status
FROM steps
WHERE date > getvariable('as_of')
