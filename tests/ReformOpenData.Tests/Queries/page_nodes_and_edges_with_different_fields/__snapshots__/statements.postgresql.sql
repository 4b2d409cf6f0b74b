SELECT t0.number, t0.name, t0.id
FROM category AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
WHERE t1.release_number = @p0
ORDER BY t0.key
LIMIT 2;
-- @p0 = 1

SELECT t0.category_id, t0.number
FROM item AS t0
WHERE t0.category_id = ANY(@p0)
ORDER BY t0.key;
-- @p0 = [129, 753]
