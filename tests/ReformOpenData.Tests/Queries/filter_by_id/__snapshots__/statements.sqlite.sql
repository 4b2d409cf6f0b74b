SELECT t0.number
FROM category AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
WHERE t1.release_number = @p0
  AND t0.key = @p1
ORDER BY t0.key
LIMIT 100;
-- @p0 = 1
-- @p1 = "072028/2017/01"

SELECT count(*) AS total
FROM item AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
WHERE t1.release_number = @p0
  AND NOT (t0.key = @p1);
-- @p0 = 1
-- @p1 = "072028/2017/01/02"
