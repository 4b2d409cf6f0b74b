SELECT (SELECT min(p.first_fiscal_year) FROM plan AS p JOIN release_edition AS e ON e.edition_id = p.edition_id WHERE e.release_number = t0.number), (SELECT max(p.last_fiscal_year) FROM plan AS p JOIN release_edition AS e ON e.edition_id = p.edition_id WHERE e.release_number = t0.number), (SELECT min(r.published_at) FROM release AS r WHERE r.published_at <= t0.published_at), t0.published_at, t0.number
FROM release AS t0
WHERE t0.published_at IS NOT NULL
  AND t0.number = @p0;
-- @p0 = 2
