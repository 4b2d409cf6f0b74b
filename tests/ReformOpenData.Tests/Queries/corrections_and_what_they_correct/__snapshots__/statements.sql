SELECT t0.key, t0.target_key, t0.field, t0.printed, t0.corrected, t0.reason, t0.since_release, t2.id IS NOT NULL, t2.number
FROM correction AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
  LEFT JOIN assessment AS t2 ON t2.id = t0.assessment_id
WHERE t1.release_number = @p0
ORDER BY t0.key
LIMIT 100;
-- @p0 = 2

SELECT t0.corrected, t2.name
FROM correction AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
  JOIN municipality AS t2 ON t2.id = t0.municipality_id
WHERE t1.release_number = @p0
  AND t0.key = @p1;
-- @p0 = 2
-- @p1 = "990014/2018/01/01/001/name"
