SELECT t0.number
FROM category AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
WHERE t1.release_number = @p0
ORDER BY t0.key DESC
LIMIT 3;
-- @p0 = 1
