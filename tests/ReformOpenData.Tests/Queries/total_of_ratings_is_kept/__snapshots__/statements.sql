SELECT own_rating_count AS total
FROM release
WHERE number = @p0;
-- @p0 = 2
