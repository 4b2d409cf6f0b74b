SELECT t0.key, @p0, t0.number, t2.number
FROM item AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
  JOIN category AS t2 ON t2.id = t0.category_id
WHERE t1.release_number = @p0
  AND t0.key = @p1;
-- @p0 = 1
-- @p1 = "072028/2017/01/02"

SELECT t0.key, @p0, t0.number
FROM category AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
WHERE t1.release_number = @p0
  AND t0.key = @p1;
-- @p0 = 1
-- @p1 = "072028/2017/01"

SELECT t0.number, @p1
FROM release AS t0
WHERE t0.published_at IS NOT NULL
  AND t0.number = @p0;
-- @p0 = 1
-- @p1 = 1
