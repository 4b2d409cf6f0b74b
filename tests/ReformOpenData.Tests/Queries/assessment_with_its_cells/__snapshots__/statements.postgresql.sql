SELECT (SELECT json_agg(json_build_array(t2."column", t2.text, t2.source_text, t2.page, t2.row, t2.printed_column, t2.line, t3.sha256) ORDER BY t2.id)
FROM source_cell AS t2
  JOIN source_document AS t3 ON t3.id = t2.document_id
WHERE t2.assessment_id = t0.id), (SELECT json_agg(json_build_array(t4.field) ORDER BY t4.key)
FROM correction AS t4
WHERE t4.assessment_id = t0.id)
FROM assessment AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
WHERE t1.release_number = @p0
  AND t0.key = @p1;
-- @p0 = 1
-- @p1 = "072028/2017/01/01/001/001"
