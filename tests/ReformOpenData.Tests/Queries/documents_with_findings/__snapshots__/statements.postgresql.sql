SELECT t0.sha256, t0.file_name, t0.title, t0.publisher, t0.url, t0.licence, t0.licence_confirmed, t0.retrieved_on, t0.fiscal_year, t2.title, t0.id
FROM source_document AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
  JOIN plan AS t2 ON t2.id = t0.plan_id
WHERE t1.release_number = @p0
ORDER BY t0.key
LIMIT 100;
-- @p0 = 1

SELECT t0.code, t0.severity, t0.page, t0.row, t0."column", t0.line, t0.read, t0.made
FROM finding AS t0
  JOIN source_document AS t1 ON t1.id = t0.document_id
WHERE t0.document_id = @p0
  AND COALESCE(NOT (t0.severity = @p1), FALSE)
ORDER BY t0.page NULLS FIRST, t1.key, t0.position;
-- @p0 = 64
-- @p1 = 1
