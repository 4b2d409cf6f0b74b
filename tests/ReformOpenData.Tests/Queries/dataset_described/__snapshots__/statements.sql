SELECT (SELECT min(p.first_fiscal_year) FROM plan AS p JOIN release_edition AS e ON e.edition_id = p.edition_id WHERE e.release_number = t0.number), (SELECT max(p.last_fiscal_year) FROM plan AS p JOIN release_edition AS e ON e.edition_id = p.edition_id WHERE e.release_number = t0.number), (SELECT min(r.published_at) FROM release AS r WHERE r.published_at <= t0.published_at), t0.published_at, t0.number
FROM release AS t0
WHERE t0.published_at IS NOT NULL
  AND t0.number = @p0;
-- @p0 = 2

SELECT t0.publisher
FROM source_document AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
WHERE t1.release_number = @p0
ORDER BY t0.key;
-- @p0 = 2

SELECT t0.licence, t0.licence_confirmed
FROM source_document AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
WHERE t1.release_number = @p0
  AND NOT (t0.licence IS NULL)
ORDER BY t0.key;
-- @p0 = 2
