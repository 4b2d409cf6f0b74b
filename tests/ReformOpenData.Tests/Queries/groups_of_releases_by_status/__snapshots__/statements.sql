SELECT g.d0, g.n
FROM (
SELECT (SELECT CASE WHEN t0.number = s.current_release THEN 1 WHEN t0.status >= 3 THEN t0.status ELSE 2 END FROM store_state AS s) AS d0, count(*) AS n
FROM release AS t0
WHERE t0.published_at IS NOT NULL
GROUP BY d0
) AS g
ORDER BY g.d0
LIMIT 10001;
