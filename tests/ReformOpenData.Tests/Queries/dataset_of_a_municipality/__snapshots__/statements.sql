SELECT t0.number
FROM release AS t0
WHERE t0.published_at IS NOT NULL
  AND t0.number = @p0;
-- @p0 = 2

SELECT t0.publisher
FROM source_document AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
WHERE t1.release_number = @p0
  AND t0.edition_id = COALESCE((SELECT t2.edition_id FROM municipality AS t2 JOIN release_edition AS t3 ON t3.edition_id = t2.edition_id WHERE t2.key = @p1 AND t3.release_number = @p0), 0)
ORDER BY t0.key;
-- @p0 = 2
-- @p1 = "072028"

SELECT t0.licence, t0.licence_confirmed
FROM source_document AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
WHERE t1.release_number = @p0
  AND t0.edition_id = COALESCE((SELECT t2.edition_id FROM municipality AS t2 JOIN release_edition AS t3 ON t3.edition_id = t2.edition_id WHERE t2.key = @p1 AND t3.release_number = @p0), 0)
  AND NOT (t0.licence IS NULL)
ORDER BY t0.key;
-- @p0 = 2
-- @p1 = "072028"

SELECT t0.publisher
FROM source_document AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
WHERE t1.release_number = @p0
  AND t0.edition_id = COALESCE((SELECT t2.edition_id FROM municipality AS t2 JOIN release_edition AS t3 ON t3.edition_id = t2.edition_id WHERE t2.key = @p1 AND t3.release_number = @p0), 0)
ORDER BY t0.key;
-- @p0 = 2
-- @p1 = "131016"
