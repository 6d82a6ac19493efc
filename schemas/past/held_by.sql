-- What kind of staff held a post that is vacant today is not known; of one that was vacant it is.
SELECT
    posts.id,
    'held_by_category' AS field,
    NULL AS status,
    if(posts.filled, 'vacant', NULL) AS value
FROM posts
JOIN posts__vacancies ON post_id = posts.id
GROUP BY posts.id, posts.filled
HAVING posts.filled = bool_or("from" <= getvariable('as_of') AND coalesce("to" >= getvariable('as_of'), true))
