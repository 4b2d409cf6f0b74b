SELECT t0.id
FROM category AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
WHERE t1.release_number = @p0
  AND t0.key = @p1;
-- @p0 = 1
-- @p1 = "072028/2017/03"

SELECT t0.number
FROM item AS t0
WHERE t0.category_id = @p0
  AND t0.number <= @p1
ORDER BY t0.key;
-- @p0 = 1125
-- @p1 = 1

SELECT t0.number, t0.id
FROM item AS t0
WHERE t0.category_id = @p0
  AND t0.number > @p1
ORDER BY t0.key;
-- @p0 = 1125
-- @p1 = 1

SELECT t0.number
FROM initiative AS t0
WHERE t0.item_id = @p0
ORDER BY t0.key;
-- @p0 = 1279
