SELECT t0.name, t0.bureau, t0.id
FROM department AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
WHERE t1.release_number = @p0
  AND t0.key = @p1;
-- @p0 = 1
-- @p1 = "072028/上下水道局経営企画課"

SELECT h.total, p.n, p.c0, p.c1
FROM (
SELECT count(*) AS total
FROM rating AS t0
  JOIN rating_department AS t1 ON t1.rating_id = t0.id
  JOIN department AS t2 ON t2.id = t1.department_id
  JOIN release_edition AS t3 ON t3.edition_id = t0.edition_id AND t3.edition_id = t1.edition_id AND t3.edition_id = t2.edition_id
WHERE t2.key = @p0
  AND t3.release_number = @p1
  AND t0.evaluator IS NULL
) AS h
LEFT JOIN (
SELECT 1 AS n, t4.grade AS c0, t9.name AS c1, t4.key AS c2
FROM rating AS t4
  JOIN rating_department AS t5 ON t5.rating_id = t4.id
  JOIN department AS t6 ON t6.id = t5.department_id
  JOIN release_edition AS t7 ON t7.edition_id = t4.edition_id AND t7.edition_id = t5.edition_id AND t7.edition_id = t6.edition_id
  JOIN assessment AS t8 ON t8.id = t4.assessment_id
  JOIN initiative AS t9 ON t9.id = t8.initiative_id
WHERE t6.key = @p0
  AND t7.release_number = @p1
  AND t4.evaluator IS NULL
ORDER BY t4.key
LIMIT 100
) AS p ON 1 = 1
ORDER BY p.c2;
-- @p0 = "072028/上下水道局経営企画課"
-- @p1 = 1

SELECT h.total, p.n, p.c0
FROM (
SELECT count(*) AS total
FROM assessment AS t0
  JOIN (SELECT DISTINCT department_id, assessment_id FROM responsibility WHERE department_id = @p0) AS t1 ON t1.assessment_id = t0.id
) AS h
LEFT JOIN (
SELECT 1 AS n, t4.name AS c0, t2.key AS c1
FROM assessment AS t2
  JOIN (SELECT DISTINCT department_id, assessment_id FROM responsibility WHERE department_id = @p0) AS t3 ON t3.assessment_id = t2.id
  JOIN initiative AS t4 ON t4.id = t2.initiative_id
ORDER BY t2.key
LIMIT 2
) AS p ON 1 = 1
ORDER BY p.c1;
-- @p0 = 17
