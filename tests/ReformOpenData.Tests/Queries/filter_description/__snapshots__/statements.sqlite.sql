SELECT t0.name
FROM initiative AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
WHERE t1.release_number = @p0
  AND (SELECT substr(t2.folded, 1, length(@p1)) = @p1 FROM search_text AS t2 WHERE t2.entity_id = t0.id AND t2.field = 'description') IS TRUE
ORDER BY t0.key
LIMIT 100;
-- @p0 = 1
-- @p1 = "毎年度"
