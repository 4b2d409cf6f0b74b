SELECT t0.name, t0.key
FROM initiative AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
WHERE t1.release_number = @p0
ORDER BY t0.name, t0.key
LIMIT 4;
-- @p0 = 1
