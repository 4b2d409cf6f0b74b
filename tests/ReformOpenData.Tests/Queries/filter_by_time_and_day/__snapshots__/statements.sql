SELECT t0.number, t0.published_at
FROM release AS t0
WHERE t0.published_at IS NOT NULL
  AND (t0.published_at IS NOT NULL AND t0.published_at >= @p0)
ORDER BY t0.created_at DESC, t0.number
LIMIT 100;
-- @p0 = 08/02/2022 19:30:00 +09:00

SELECT t0.retrieved_on, t0.file_name
FROM source_document AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
WHERE t1.release_number = @p0
  AND (t0.retrieved_on IS NOT NULL AND t0.retrieved_on > @p1)
ORDER BY t0.key
LIMIT 100;
-- @p0 = 2
-- @p1 = 04/01/2020
