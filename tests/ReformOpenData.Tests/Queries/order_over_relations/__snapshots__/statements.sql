SELECT t0.grade, t2.name, t5.name, t0.key
FROM rating AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
  JOIN item AS t2 ON t2.id = t0.item_id
  JOIN assessment AS t3 ON t3.id = t0.assessment_id
  JOIN initiative AS t4 ON t4.id = t3.initiative_id
  JOIN item AS t5 ON t5.id = t4.item_id
WHERE t1.release_number = @p0
  AND t0.evaluator IS NULL
ORDER BY t5.name DESC, t0.grade DESC, t0.key
LIMIT 5;
-- @p0 = 1
