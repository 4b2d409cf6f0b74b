SELECT t0.title, t0.id
FROM plan AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
WHERE t1.release_number = @p0
  AND t0.key = @p1;
-- @p0 = 1
-- @p1 = "072028/2017"

SELECT t0.number, t0.name, t0.id
FROM category AS t0
  JOIN plan AS t1 ON t1.id = t0.plan_id
  JOIN release_edition AS t2 ON t2.edition_id = t0.edition_id AND t2.edition_id = t1.edition_id
WHERE t1.key = @p0
  AND t2.release_number = @p1
ORDER BY t0.key;
-- @p0 = "072028/2017"
-- @p1 = 1

SELECT t0.category_id, t0.number, t0.name, t0.id
FROM item AS t0
  JOIN plan AS t1 ON t1.id = t0.plan_id
  JOIN release_edition AS t2 ON t2.edition_id = t0.edition_id AND t2.edition_id = t1.edition_id
WHERE t1.key = @p0
  AND t2.release_number = @p1
ORDER BY t0.key;
-- @p0 = "072028/2017"
-- @p1 = 1

SELECT t0.item_id, t0.number, t0.name, t0.id
FROM initiative AS t0
  JOIN plan AS t1 ON t1.id = t0.plan_id
  JOIN release_edition AS t2 ON t2.edition_id = t0.edition_id AND t2.edition_id = t1.edition_id
WHERE t1.key = @p0
  AND t2.release_number = @p1
ORDER BY t0.key;
-- @p0 = "072028/2017"
-- @p1 = 1

SELECT t0.initiative_id, t0.number, t0.id
FROM assessment AS t0
  JOIN plan AS t1 ON t1.id = t0.plan_id
  JOIN release_edition AS t2 ON t2.edition_id = t0.edition_id AND t2.edition_id = t1.edition_id
WHERE t1.key = @p0
  AND t2.release_number = @p1
ORDER BY t0.key;
-- @p0 = "072028/2017"
-- @p1 = 1

SELECT t0.assessment_id, t0.qualifier, t4.full_name
FROM responsibility AS t0
  JOIN assessment AS t1 ON t1.id = t0.assessment_id
  JOIN plan AS t2 ON t2.id = t1.plan_id
  JOIN release_edition AS t3 ON t3.edition_id = t0.edition_id AND t3.edition_id = t1.edition_id AND t3.edition_id = t2.edition_id
  JOIN department AS t4 ON t4.id = t0.department_id
WHERE t2.key = @p0
  AND t3.release_number = @p1
ORDER BY t0.position;
-- @p0 = "072028/2017"
-- @p1 = 1

SELECT t0.assessment_id, t0.grade
FROM rating AS t0
  JOIN plan AS t1 ON t1.id = t0.plan_id
  JOIN release_edition AS t2 ON t2.edition_id = t0.edition_id AND t2.edition_id = t1.edition_id
WHERE t1.key = @p0
  AND t2.release_number = @p1
ORDER BY t0.key;
-- @p0 = "072028/2017"
-- @p1 = 1
