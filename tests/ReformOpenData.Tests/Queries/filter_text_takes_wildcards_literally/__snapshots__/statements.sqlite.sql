SELECT t0.name
FROM item AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
WHERE t1.release_number = @p0
  AND instr(t0.name_folded, @p1) > 0
ORDER BY t0.key
LIMIT 100;
-- @p0 = 2
-- @p1 = "%"

SELECT t0.name
FROM item AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
WHERE t1.release_number = @p0
  AND instr(t0.name_folded, @p1) > 0
ORDER BY t0.key
LIMIT 100;
-- @p0 = 2
-- @p1 = "a_b"

SELECT count(*) AS total
FROM item AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
WHERE t1.release_number = @p0
  AND substr(t0.name_folded, 1, length(@p1)) = @p1;
-- @p0 = 2
-- @p1 = "_"
