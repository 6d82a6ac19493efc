-- Whether a post was filled, by its vacancies.
SELECT
    post_id AS id,
    'filled' AS field,
    NULL AS status,
    NOT bool_or("from" <= getvariable('as_of') AND coalesce("to" >= getvariable('as_of'), true)) AS value
FROM posts__vacancies
GROUP BY post_id
