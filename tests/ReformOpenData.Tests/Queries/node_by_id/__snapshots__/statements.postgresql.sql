SELECT t0.key, t0.name, t0.id
FROM category AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
WHERE t1.release_number = @p0
  AND t0.key = @p1;
-- @p0 = 1
-- @p1 = "072028/2017/01"

SELECT t0.number
FROM item AS t0
  JOIN category AS t1 ON t1.id = t0.category_id
  JOIN release_edition AS t2 ON t2.edition_id = t0.edition_id AND t2.edition_id = t1.edition_id
WHERE t1.key = @p0
  AND t2.release_number = @p1
ORDER BY t0.key;
-- @p0 = "072028/2017/01"
-- @p1 = 1
