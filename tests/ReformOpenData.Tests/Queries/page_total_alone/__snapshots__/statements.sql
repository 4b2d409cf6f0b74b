SELECT count(*) AS total
FROM rating AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
WHERE t1.release_number = @p0
  AND EXISTS (SELECT 1 FROM department AS t2
  JOIN rating_department AS t3 ON t3.department_id = t2.id
WHERE t3.rating_id = t0.id
  AND t2.name_folded = @p1)
  AND t0.evaluator IS NULL;
-- @p0 = 1
-- @p1 = "納税課"
