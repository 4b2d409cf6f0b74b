-- Indicators and amounts. Their values are whole numbers of ten-thousandths, so that sums are exact; a value repeats what its measure
-- says, so that any grouping is one column away.

CREATE TABLE measure (
    id bigint NOT NULL,
    edition_id bigint NOT NULL,
    key text COLLATE "C" NOT NULL,
    municipality_id bigint NOT NULL,
    plan_id bigint NOT NULL,
    category_id bigint NOT NULL,
    item_id bigint NOT NULL,
    initiative_id bigint NOT NULL,
    assessment_id bigint NOT NULL,
    number integer NOT NULL,
    name text COLLATE "C" NOT NULL,
    name_folded text COLLATE "C",
    unit text COLLATE "C",
    unit_folded text COLLATE "C",
    kind integer NOT NULL,
    direction integer,
    CONSTRAINT pk_measure PRIMARY KEY (id),
    CONSTRAINT fk_measure_assessment_id FOREIGN KEY (assessment_id) REFERENCES assessment (id)
);
CREATE UNIQUE INDEX ix_measure_edition_id_key ON measure (edition_id, key);
CREATE INDEX ix_measure_key ON measure (key);
CREATE INDEX ix_measure_assessment_id ON measure (assessment_id);
CREATE INDEX ix_measure_initiative_id ON measure (initiative_id);

CREATE TABLE measure_value (
    id bigint NOT NULL,
    edition_id bigint NOT NULL,
    key text COLLATE "C" NOT NULL,
    municipality_id bigint NOT NULL,
    plan_id bigint NOT NULL,
    category_id bigint NOT NULL,
    item_id bigint NOT NULL,
    initiative_id bigint NOT NULL,
    assessment_id bigint NOT NULL,
    measure_id bigint NOT NULL,
    name text COLLATE "C" NOT NULL,
    name_folded text COLLATE "C",
    unit text COLLATE "C",
    unit_folded text COLLATE "C",
    kind integer NOT NULL,
    direction integer,
    fiscal_year integer NOT NULL,
    role integer NOT NULL,
    value bigint,
    yen bigint,
    printed text COLLATE "C" NOT NULL,
    printed_folded text COLLATE "C",
    document_id bigint NOT NULL,
    page integer NOT NULL,
    row integer NOT NULL,
    "column" integer,
    line integer NOT NULL,
    CONSTRAINT pk_measure_value PRIMARY KEY (id),
    CONSTRAINT fk_measure_value_measure_id FOREIGN KEY (measure_id) REFERENCES measure (id)
);
CREATE UNIQUE INDEX ix_measure_value_edition_id_key ON measure_value (edition_id, key);
CREATE INDEX ix_measure_value_key ON measure_value (key);
CREATE INDEX ix_measure_value_measure_id ON measure_value (measure_id);

ALTER TABLE edition ADD COLUMN measure_count integer NOT NULL DEFAULT 0;
ALTER TABLE edition ADD COLUMN measure_value_count integer NOT NULL DEFAULT 0;
ALTER TABLE release ADD COLUMN measure_count integer NOT NULL DEFAULT 0;
ALTER TABLE release ADD COLUMN measure_value_count integer NOT NULL DEFAULT 0;
