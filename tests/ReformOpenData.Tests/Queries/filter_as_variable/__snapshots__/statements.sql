SELECT h.total, p.n, p.c0, p.c1, p.c2
FROM (
SELECT count(*) AS total
FROM rating AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
  JOIN assessment AS t2 ON t2.id = t0.assessment_id
WHERE t1.release_number = @p0
  AND (t0.grade = @p1 OR EXISTS (SELECT 1 FROM responsibility AS t3
WHERE t3.assessment_id = t2.id
  AND NOT (t3.qualifier IS NULL)))
  AND t0.evaluator IS NULL
) AS h
LEFT JOIN (
SELECT 1 AS n, t4.grade AS c0, t8.name AS c1, t9.name AS c2, t4.key AS c3
FROM rating AS t4
  JOIN release_edition AS t5 ON t5.edition_id = t4.edition_id
  JOIN assessment AS t6 ON t6.id = t4.assessment_id
  JOIN category AS t8 ON t8.id = t4.category_id
  JOIN initiative AS t9 ON t9.id = t4.initiative_id
WHERE t5.release_number = @p0
  AND (t4.grade = @p1 OR EXISTS (SELECT 1 FROM responsibility AS t7
WHERE t7.assessment_id = t6.id
  AND NOT (t7.qualifier IS NULL)))
  AND t4.evaluator IS NULL
ORDER BY t8.name DESC, t4.key
LIMIT 5
) AS p ON 1 = 1
ORDER BY p.c1 DESC, p.c3;
-- @p0 = 1
-- @p1 = 5
