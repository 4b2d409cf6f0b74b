SELECT t0.id
FROM plan AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
WHERE t1.release_number = @p0
  AND t0.key = @p1;
-- @p0 = 1
-- @p1 = "072028/2017"

SELECT t0.number, t0.id
FROM category AS t0
WHERE t0.plan_id = @p0
  AND t0.number > @p1
ORDER BY t0.key;
-- @p0 = 63
-- @p1 = 1

SELECT t0.category_id, t0.number, t0.id
FROM item AS t0
WHERE t0.category_id IN (SELECT value FROM json_each(@p0))
  AND EXISTS (SELECT 1 FROM initiative AS t1
WHERE t1.item_id = t0.id
  AND EXISTS (SELECT 1 FROM rating AS t2
WHERE t2.initiative_id = t1.id
  AND t2.grade = @p1))
ORDER BY t0.number DESC, t0.key;
-- @p0 = [753, 1125]
-- @p1 = 2

SELECT t0.item_id, t0.name, t0.id
FROM initiative AS t0
WHERE t0.item_id IN (SELECT value FROM json_each(@p0))
  AND EXISTS (SELECT 1 FROM rating AS t1
WHERE t1.initiative_id = t0.id
  AND t1.grade = @p1)
ORDER BY t0.key;
-- @p0 = [908, 755, 1127]
-- @p1 = 2

SELECT t0.initiative_id, t0.id
FROM assessment AS t0
WHERE t0.initiative_id IN (SELECT value FROM json_each(@p0))
ORDER BY t0.key;
-- @p0 = [821, 962, 995, 1013, 1031, 1147, 1180, 1213, 1261]

SELECT t0.assessment_id, t0.printed, t0.id
FROM rating AS t0
WHERE t0.assessment_id IN (SELECT value FROM json_each(@p0))
  AND t0.grade = @p1
ORDER BY t0.key;
-- @p0 = [824, 843, 858, 871, 965, 980, 998, 1016, 1034, 1150, 1165, 1183, 1198, 1216, 1231, 1246, 1264]
-- @p1 = 2

SELECT t1.rating_id, t0.name
FROM department AS t0
  JOIN rating_department AS t1 ON t1.department_id = t0.id
WHERE t1.rating_id IN (SELECT value FROM json_each(@p0))
ORDER BY t1.position;
-- @p0 = [835, 850, 881, 882, 987, 1005, 1023, 1041, 1157, 1172, 1190, 1223, 1271]
