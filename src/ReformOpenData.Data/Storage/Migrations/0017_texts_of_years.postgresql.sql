-- How the texts of a city spread over the years is read from an index alone: the texts themselves lie far apart.
CREATE INDEX ix_narrative_edition_id_fiscal_year ON narrative (edition_id, fiscal_year);
