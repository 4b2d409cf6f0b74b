SELECT t0.id
FROM assessment AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
WHERE t1.release_number = @p0
  AND t0.key = @p1;
-- @p0 = 1
-- @p1 = "072028/2017/01/01/001/001"

SELECT t0."column", t0.text, t0.source_text, t0.page, t0.row, t0.printed_column, t0.line, t1.sha256
FROM source_cell AS t0
  JOIN source_document AS t1 ON t1.id = t0.document_id
WHERE t0.assessment_id = @p0
ORDER BY t0.id;
-- @p0 = 136

SELECT t0.field
FROM correction AS t0
WHERE t0.assessment_id = @p0
ORDER BY t0.key;
-- @p0 = 136
