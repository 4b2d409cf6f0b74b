SELECT t0.id
FROM assessment AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
WHERE t1.release_number = @p0
  AND t0.key = @p1;
-- @p0 = 1
-- @p1 = "072028/2017/01/01/001/001"

SELECT t0."column", t0.text, t0.source_text, t0.page, t0.row, t0.printed_column, t0.line, t3.sha256
FROM source_cell AS t0
  JOIN assessment AS t1 ON t1.id = t0.assessment_id
  JOIN release_edition AS t2 ON t2.edition_id = t0.edition_id AND t2.edition_id = t1.edition_id
  JOIN source_document AS t3 ON t3.id = t0.document_id
WHERE t1.key = @p0
  AND t2.release_number = @p1
ORDER BY t0.id;
-- @p0 = "072028/2017/01/01/001/001"
-- @p1 = 1

SELECT t0.field
FROM correction AS t0
  JOIN assessment AS t1 ON t1.id = t0.assessment_id
  JOIN release_edition AS t2 ON t2.edition_id = t0.edition_id AND t2.edition_id = t1.edition_id
WHERE t1.key = @p0
  AND t2.release_number = @p1
ORDER BY t0.key;
-- @p0 = "072028/2017/01/01/001/001"
-- @p1 = 1
