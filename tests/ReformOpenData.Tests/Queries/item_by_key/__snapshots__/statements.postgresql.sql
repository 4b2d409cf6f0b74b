SELECT t0.name, t2.name, t4.key, t0.id
FROM item AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
  JOIN category AS t2 ON t2.id = t0.category_id
  JOIN plan AS t3 ON t3.id = t2.plan_id
  JOIN municipality AS t4 ON t4.id = t3.municipality_id
WHERE t1.release_number = @p0
  AND t0.key = @p1;
-- @p0 = 1
-- @p1 = "072028/2017/01/02"

SELECT t0.number, t0.name
FROM initiative AS t0
  JOIN item AS t1 ON t1.id = t0.item_id
  JOIN release_edition AS t2 ON t2.edition_id = t0.edition_id AND t2.edition_id = t1.edition_id
WHERE t1.key = @p0
  AND t2.release_number = @p1
ORDER BY t0.key;
-- @p0 = "072028/2017/01/02"
-- @p1 = 1
