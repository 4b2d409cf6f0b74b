SELECT t0.title, t0.id
FROM plan AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
WHERE t1.release_number = @p0
  AND t0.key = @p1;
-- @p0 = 1
-- @p1 = "072028/2017"

SELECT t0.number, t0.name, t0.id
FROM category AS t0
WHERE t0.plan_id = @p0
ORDER BY t0.key;
-- @p0 = 63

SELECT t0.category_id, t0.number, t0.name, t0.id
FROM item AS t0
WHERE t0.category_id IN (SELECT value FROM json_each(@p0))
ORDER BY t0.key;
-- @p0 = [129, 753, 1125]

SELECT t0.item_id, t0.number, t0.name, t0.id
FROM initiative AS t0
WHERE t0.item_id IN (SELECT value FROM json_each(@p0))
ORDER BY t0.key;
-- @p0 = [131, 281, 421, 495, 659, 679, 712, 755, 908, 1049, 1087, 1127, 1279]

SELECT t0.initiative_id, t0.number, t0.id
FROM assessment AS t0
WHERE t0.initiative_id IN (SELECT value FROM json_each(@p0))
ORDER BY t0.key;
-- @p0 = [133, 151, 169, 187, 205, 223, 245, 263, 283, 301, 319, 337, 355, 373, 423, 441, 459, 477, 497, 515, 608…

SELECT t0.assessment_id, t0.qualifier, t1.full_name
FROM responsibility AS t0
  JOIN department AS t1 ON t1.id = t0.department_id
WHERE t0.assessment_id IN (SELECT value FROM json_each(@p0))
ORDER BY t0.position;
-- @p0 = [136, 154, 172, 190, 208, 226, 248, 266, 286, 304, 322, 340, 358, 376, 391, 406, 426, 444, 462, 480, 500…

SELECT t0.assessment_id, t0.grade
FROM rating AS t0
WHERE t0.assessment_id IN (SELECT value FROM json_each(@p0))
ORDER BY t0.key;
-- @p0 = [136, 154, 172, 190, 208, 226, 248, 266, 286, 304, 322, 340, 358, 376, 391, 406, 426, 444, 462, 480, 500…
