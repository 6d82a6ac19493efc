-- title: {zh: 共建委员会的成员和会议, en: Members and meetings of committees}
-- about: {zh: 每个运行中的委员会，已退出的成员不算, en: "Every committee at work; members who left are not counted"}
-- columns:
--   committee: {zh: 委员会, en: committee}
--   town: {zh: 所属镇街, en: its town}
--   members: {zh: 成员, en: members}
--   league: {zh: 其中团组织, en: League organisations among them}
--   units: {zh: 其中成员单位, en: other units among them}
--   meetings: {zh: 会议, en: meetings}

WITH present AS (
    SELECT
        committee_id,
        count(*) AS members,
        count(*) FILTER (member_type = 'league_org') AS league
    FROM committees__members
    WHERE left_on IS NULL
    GROUP BY committee_id
),
met AS (
    SELECT committee_id, count(*) AS meetings
    FROM committees__meetings
    GROUP BY committee_id
)
SELECT
    id AS committee,
    area AS town,
    coalesce(members, 0) AS members,
    coalesce(league, 0) AS league,
    coalesce(members - league, 0) AS units,
    coalesce(meetings, 0) AS meetings
FROM committees
LEFT JOIN present ON present.committee_id = id
LEFT JOIN met ON met.committee_id = id
WHERE status = 'active'
ORDER BY id
