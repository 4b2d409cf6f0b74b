-- How the ratings of a plan are summed up is read from an index alone.
DROP INDEX ix_rating_plan_id;
CREATE INDEX ix_rating_plan_id_fiscal_year_is_final_evaluator_aspect_label
    ON rating (plan_id, fiscal_year, is_final, evaluator, aspect, label);
