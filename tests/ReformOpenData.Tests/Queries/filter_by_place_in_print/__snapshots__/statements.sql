SELECT t2.name, t0.page, t0.row, t0.line
FROM assessment AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
  JOIN initiative AS t2 ON t2.id = t0.initiative_id
WHERE t1.release_number = @p0
  AND t0.page = @p1
ORDER BY t0.key
LIMIT 100;
-- @p0 = 1
-- @p1 = 21

SELECT count(*) AS total
FROM rating AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
  JOIN source_document AS t2 ON t2.id = t0.document_id
WHERE t1.release_number = @p0
  AND (t2.fiscal_year = @p1 AND t0.page <= @p2)
  AND t0.evaluator IS NULL;
-- @p0 = 1
-- @p1 = 2021
-- @p2 = 1
