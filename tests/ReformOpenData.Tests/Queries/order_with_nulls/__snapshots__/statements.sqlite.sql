SELECT t0.retrieved_on, t0.fiscal_year
FROM source_document AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
WHERE t1.release_number = @p0
ORDER BY t0.retrieved_on, t0.fiscal_year DESC, t0.key
LIMIT 100;
-- @p0 = 2

SELECT t0.retrieved_on
FROM source_document AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
WHERE t1.release_number = @p0
ORDER BY t0.retrieved_on DESC, t0.key
LIMIT 100;
-- @p0 = 2
