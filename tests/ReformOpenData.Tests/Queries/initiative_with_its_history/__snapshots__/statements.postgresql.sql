SELECT t0.name, t0.description, t0.id
FROM initiative AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
WHERE t1.release_number = @p0
  AND t0.key = @p1;
-- @p0 = 1
-- @p1 = "072028/2017/01/02/006"

SELECT t0.number, t0.summary_source_text IS NOT NULL, t0.summary_fiscal_year, t0.summary_text, t0.summary_page, t0.summary_column, t0.id, t0.page, t0.row, NULLIF(t0.page, t0.page)
FROM assessment AS t0
  JOIN initiative AS t1 ON t1.id = t0.initiative_id
  JOIN release_edition AS t2 ON t2.edition_id = t0.edition_id AND t2.edition_id = t1.edition_id
WHERE t1.key = @p0
  AND t2.release_number = @p1
ORDER BY t0.key;
-- @p0 = "072028/2017/01/02/006"
-- @p1 = 1

SELECT t0.assessment_id, t0.fiscal_year, t0.text, t0.page, t0.row, t0."column", t0.line, t3.file_name, t0.id
FROM narrative AS t0
  JOIN initiative AS t1 ON t1.id = t0.initiative_id
  JOIN release_edition AS t2 ON t2.edition_id = t0.edition_id AND t2.edition_id = t1.edition_id
  JOIN source_document AS t3 ON t3.id = t0.document_id
WHERE t1.key = @p0
  AND t2.release_number = @p1
ORDER BY t0.key;
-- @p0 = "072028/2017/01/02/006"
-- @p1 = 1

SELECT t0.narrative_id, t0.label, t0.text, t4.id IS NOT NULL, t4.name
FROM section AS t0
  JOIN narrative AS t1 ON t1.id = t0.narrative_id
  JOIN initiative AS t2 ON t2.id = t1.initiative_id
  JOIN release_edition AS t3 ON t3.edition_id = t0.edition_id AND t3.edition_id = t1.edition_id AND t3.edition_id = t2.edition_id
  LEFT JOIN department AS t4 ON t4.id = t0.department_id
WHERE t2.key = @p0
  AND t3.release_number = @p1
ORDER BY t0.position;
-- @p0 = "072028/2017/01/02/006"
-- @p1 = 1

SELECT t0.assessment_id, t0.grade, t0.printed, t0.is_final
FROM rating AS t0
  JOIN initiative AS t1 ON t1.id = t0.initiative_id
  JOIN release_edition AS t2 ON t2.edition_id = t0.edition_id AND t2.edition_id = t1.edition_id
WHERE t1.key = @p0
  AND t2.release_number = @p1
ORDER BY t0.key;
-- @p0 = "072028/2017/01/02/006"
-- @p1 = 1

SELECT t0.assessment_id, t0.label, t0.text
FROM section AS t0
  JOIN assessment AS t1 ON t1.id = t0.assessment_id
  JOIN initiative AS t2 ON t2.id = t1.initiative_id
  JOIN release_edition AS t3 ON t3.edition_id = t0.edition_id AND t3.edition_id = t1.edition_id AND t3.edition_id = t2.edition_id
WHERE +t0.narrative_id IS NULL
  AND t2.key = @p0
  AND t3.release_number = @p1
ORDER BY t0.position;
-- @p0 = "072028/2017/01/02/006"
-- @p1 = 1
