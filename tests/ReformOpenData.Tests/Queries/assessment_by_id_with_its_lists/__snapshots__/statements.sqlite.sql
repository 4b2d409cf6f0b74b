SELECT t0.number, t2.name, t3.id, t0.summary_source_text IS NOT NULL, t0.summary_text, t0.id
FROM assessment AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
  JOIN initiative AS t2 ON t2.id = t0.initiative_id
  JOIN plan AS t3 ON t3.id = t2.plan_id
WHERE t1.release_number = @p0
  AND t0.key = @p1;
-- @p0 = 1
-- @p1 = "072028/2017/01/01/001/001"

SELECT t0.grade, t0.label
FROM rating_scale AS t0
WHERE t0.plan_id = @p0
ORDER BY t0.position;
-- @p0 = 63

SELECT t0.text
FROM section AS t0
WHERE +t0.narrative_id IS NULL
  AND t0.assessment_id = @p0
ORDER BY t0.position;
-- @p0 = 136

SELECT t0.qualifier, t1.full_name
FROM responsibility AS t0
  JOIN department AS t1 ON t1.id = t0.department_id
WHERE t0.assessment_id = @p0
ORDER BY t0.position;
-- @p0 = 136

SELECT t0.grade, t0.is_final, t0.id
FROM rating AS t0
WHERE t0.assessment_id = @p0
  AND t0.is_final = @p1
ORDER BY t0.key;
-- @p0 = 136
-- @p1 = True

SELECT t0.fiscal_year, t0.text, t0.page, t0."column", t1.file_name, t0.id
FROM narrative AS t0
  JOIN source_document AS t1 ON t1.id = t0.document_id
WHERE t0.assessment_id = @p0
  AND t0.fiscal_year >= @p1
ORDER BY t0.fiscal_year DESC, t0.key;
-- @p0 = 136
-- @p1 = 2020

SELECT t0.full_name, t0.bureau
FROM department AS t0
  JOIN rating_department AS t1 ON t1.department_id = t0.id
WHERE t1.rating_id = @p0
ORDER BY t1.position;
-- @p0 = 143

SELECT t0.label, t1.id IS NOT NULL, t1.full_name
FROM section AS t0
  LEFT JOIN department AS t1 ON t1.id = t0.department_id
WHERE t0.narrative_id = @p0
ORDER BY t0.position;
-- @p0 = 140
