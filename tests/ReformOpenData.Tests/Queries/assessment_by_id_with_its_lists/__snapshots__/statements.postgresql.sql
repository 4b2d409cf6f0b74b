SELECT t0.number, t2.name, (SELECT json_agg(json_build_array(t4.grade, t4.label) ORDER BY t4.position)
FROM rating_scale AS t4
WHERE t4.plan_id = t3.id), t0.summary_source_text IS NOT NULL, t0.summary_text, (SELECT json_agg(json_build_array(t5.text) ORDER BY t5.position)
FROM section AS t5
WHERE +t5.narrative_id IS NULL
  AND t5.assessment_id = t0.id), (SELECT json_agg(json_build_array(t6.qualifier, t7.full_name) ORDER BY t6.position)
FROM responsibility AS t6
  JOIN department AS t7 ON t7.id = t6.department_id
WHERE t6.assessment_id = t0.id), (SELECT json_agg(json_build_array(t8.grade, t8.is_final, (SELECT json_agg(json_build_array(t9.full_name, t9.bureau) ORDER BY t10.position)
FROM department AS t9
  JOIN rating_department AS t10 ON t10.department_id = t9.id
WHERE t10.rating_id = t8.id)) ORDER BY t8.key)
FROM rating AS t8
WHERE t8.assessment_id = t0.id
  AND t8.is_final = @p2), (SELECT json_agg(json_build_array(t11.fiscal_year, t11.text, t11.page, t11."column", t12.file_name, (SELECT json_agg(json_build_array(t13.label, t14.id IS NOT NULL, t14.full_name) ORDER BY t13.position)
FROM section AS t13
  LEFT JOIN department AS t14 ON t14.id = t13.department_id
WHERE t13.narrative_id = t11.id)) ORDER BY t11.fiscal_year DESC, t11.key)
FROM narrative AS t11
  JOIN source_document AS t12 ON t12.id = t11.document_id
WHERE t11.assessment_id = t0.id
  AND t11.fiscal_year >= @p3)
FROM assessment AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
  JOIN initiative AS t2 ON t2.id = t0.initiative_id
  JOIN plan AS t3 ON t3.id = t2.plan_id
WHERE t1.release_number = @p0
  AND t0.key = @p1;
-- @p0 = 1
-- @p1 = "072028/2017/01/01/001/001"
-- @p2 = True
-- @p3 = 2020
