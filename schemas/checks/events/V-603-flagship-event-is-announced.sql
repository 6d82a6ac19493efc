-- code: V-603
-- severity: warning
-- source: 三(三)2
-- title: {zh: 旗舰店活动统筹发布, en: Events of flagships are announced}
-- message:
--   zh: 旗舰店“{name}”的活动没有{where_zh}
--   en: this event of the flagship "{name}" is not announced {where_en}
-- hint:
--   zh: 方案要求旗舰店活动逐步由它点名的公众号统筹发布；发布后在 published_on 里写渠道（channel）、网址和日期
--   en: the plan asks for that on the account it names; then give channel, address and date in published_on

WITH city_channels AS (
    SELECT channels.id, channels.name, channels.provenance = 'demo' AS made_up
    FROM channels
    LEFT JOIN orgs ON orgs.id = owner_org
    WHERE scope = 'external'
        AND (owner_org IS NULL OR tier = 'city')
        AND channels.status = 'active'
        AND list_contains(roles, 'event_release')
),
-- Channels of the city, or of an owner not known, once they are recorded; until then any place will do.
-- Examples are announced on examples.
city AS (
    SELECT
        made_up,
        string_agg('“' || name || '”', '、' ORDER BY id) AS zh,
        string_agg('"' || name || '"', ', ' ORDER BY id) AS en
    FROM (VALUES (true), (false)) AS kinds (made_up)
    LEFT JOIN city_channels USING (made_up)
    GROUP BY made_up
),
announced AS (
    SELECT event_id, coalesce(bool_or(channel IN (SELECT id FROM city_channels)), false) AS is_on_city
    FROM events__published_on
    GROUP BY event_id
)
SELECT
    events.id,
    if(city.zh IS NULL, 'home', 'published_on') AS field,
    homes.name,
    coalesce(format('在{}上发布', city.zh), '写在哪里发布') AS where_zh,
    coalesce(format('on {}', city.en), 'anywhere') AS where_en
FROM events
JOIN homes ON homes.id = events.home
JOIN city ON city.made_up = (events.provenance = 'demo')
LEFT JOIN announced ON announced.event_id = events.id
WHERE store_class = 'flagship'
    AND events.status IN ('announced', 'held')
    AND if(city.zh IS NULL, event_id IS NULL, NOT coalesce(is_on_city, false))
