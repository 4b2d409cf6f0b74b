SELECT g.d0, g.d1, g.n
FROM (
SELECT t0.licence AS d0, t0.publisher AS d1, count(*) AS n
FROM source_document AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
WHERE t1.release_number = @p0
GROUP BY d0, d1
) AS g
ORDER BY g.d0, g.d1
LIMIT 10001;
-- @p0 = 2
