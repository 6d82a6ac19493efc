-- The plans of each district one after another, each with the one before: by their last days, or, where a plan has no
-- last day, by their first.
CREATE TABLE plan_sequence AS
SELECT
    *,
    lag(id) OVER in_order AS former,
    lag(title) OVER in_order AS former_title,
    lag(valid_to) OVER in_order AS former_end
FROM plan
WHERE status IN ('active', 'ended')
WINDOW in_order AS (PARTITION BY district_area ORDER BY coalesce(valid_to, DATE '9999-12-31'), valid_from NULLS FIRST, id);
