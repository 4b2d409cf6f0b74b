SELECT t0.key, t0.text, t2.number
FROM narrative AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
  JOIN assessment AS t2 ON t2.id = t0.assessment_id
WHERE t1.release_number = @p0
  AND t0.key = @p1;
-- @p0 = 1
-- @p1 = "072028/2017/01/01/001/001/2021"

SELECT t0.key, t0.number, t0.grade, t0.fiscal_year
FROM rating AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
WHERE t1.release_number = @p0
  AND t0.key = @p1;
-- @p0 = 1
-- @p1 = "072028/2017/01/01/001/001/2021/01"
