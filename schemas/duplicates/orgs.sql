-- Organisations that may be one recorded twice: names that are the same once spaces, brackets and the several ways to
-- write "League committee" are taken away. Nearly equal names prove nothing here: two communities may differ by a character.
WITH named AS (
    SELECT
        id,
        uscc,
        regexp_replace(
            regexp_replace(
                regexp_replace(nfc_normalize(lower(full_name)), '中国共产主义青年团|共青团|共产主义青年团', '', 'g'),
                '工作委员会|委员会|工委', '委', 'g'
            ),
            '[\s()（）·、团]', '', 'g'
        ) AS plain
    FROM orgs
    WHERE status IN ('active', 'preparing')
)
SELECT
    one.id,
    other.id AS other,
    (one.plain = other.plain)::INTEGER::DOUBLE AS name_alike,
    NULL::DOUBLE AS address_alike,
    NULL::BIGINT AS metres,
    1.0::DOUBLE AS score
FROM named AS one
JOIN named AS other ON one.id < other.id AND (one.plain = other.plain OR one.uscc = other.uscc)
