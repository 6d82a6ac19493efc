-- code: R-09
-- title: {zh: 已过期的活动预告, en: Announcements that are over}
-- message:
--   zh: 活动已过，办了写 held 和结果，没办写 cancelled 和原因
--   en: 'it is over: set held with its result, or cancelled with the reason'

SELECT id, host_org AS org, last_end::DATE AS due
FROM events
JOIN event_ends USING (id)
WHERE status = 'announced' AND last_end::DATE < getvariable('as_of')
