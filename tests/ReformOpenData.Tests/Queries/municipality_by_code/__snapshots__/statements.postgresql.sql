SELECT t0.key, t0.name, t0.roman_name, t0.id
FROM municipality AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
WHERE t1.release_number = @p0
  AND t0.key = @p1;
-- @p0 = 1
-- @p1 = "072028"

SELECT t0.first_fiscal_year, t0.last_fiscal_year, t0.id
FROM plan AS t0
  JOIN municipality AS t1 ON t1.id = t0.municipality_id
  JOIN release_edition AS t2 ON t2.edition_id = t0.edition_id AND t2.edition_id = t1.edition_id
WHERE t1.key = @p0
  AND t2.release_number = @p1
ORDER BY t0.key;
-- @p0 = "072028"
-- @p1 = 1

SELECT t0.plan_id, t0.grade, t0.label
FROM rating_scale AS t0
  JOIN plan AS t1 ON t1.id = t0.plan_id
  JOIN municipality AS t2 ON t2.id = t1.municipality_id
  JOIN release_edition AS t3 ON t3.edition_id = t0.edition_id AND t3.edition_id = t1.edition_id AND t3.edition_id = t2.edition_id
WHERE t2.key = @p0
  AND t3.release_number = @p1
ORDER BY t0.position;
-- @p0 = "072028"
-- @p1 = 1

SELECT t0.name, t0.bureau, t0.full_name
FROM department AS t0
  JOIN municipality AS t1 ON t1.id = t0.municipality_id
  JOIN release_edition AS t2 ON t2.edition_id = t0.edition_id AND t2.edition_id = t1.edition_id
WHERE t1.key = @p0
  AND t2.release_number = @p1
  AND NOT (t0.bureau IS NULL)
ORDER BY t0.position, t0.key;
-- @p0 = "072028"
-- @p1 = 1
