SELECT t0.name
FROM item AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
WHERE t1.release_number = @p0
  AND strpos(t0.name_folded, @p1) > 0
ORDER BY t0.key
LIMIT 100;
-- @p0 = 2
-- @p1 = "ai"

SELECT t0.name
FROM item AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
WHERE t1.release_number = @p0
  AND strpos(t0.name_folded, @p1) > 0
ORDER BY t0.key
LIMIT 100;
-- @p0 = 2
-- @p1 = "システム"

SELECT t0.name
FROM municipality AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
WHERE t1.release_number = @p0
  AND t0.name_folded = @p1
ORDER BY t0.key
LIMIT 100;
-- @p0 = 2
-- @p1 = "マホロバ市"
