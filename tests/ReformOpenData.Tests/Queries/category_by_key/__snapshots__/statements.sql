SELECT t0.key, t0.number, t0.name, t2.title, t3.name
FROM category AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
  JOIN plan AS t2 ON t2.id = t0.plan_id
  JOIN municipality AS t3 ON t3.id = t0.municipality_id
WHERE t1.release_number = @p0
  AND t0.key = @p1;
-- @p0 = 1
-- @p1 = "072028/2017/02"
