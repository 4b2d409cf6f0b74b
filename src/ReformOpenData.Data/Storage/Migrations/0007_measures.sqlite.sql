-- Indicators and amounts. Their values are whole numbers of ten-thousandths, so that sums are exact; a value repeats what its measure
-- says, so that any grouping is one column away.

CREATE TABLE measure (
    id INTEGER NOT NULL,
    edition_id INTEGER NOT NULL,
    key TEXT NOT NULL,
    municipality_id INTEGER NOT NULL,
    plan_id INTEGER NOT NULL,
    category_id INTEGER NOT NULL,
    item_id INTEGER NOT NULL,
    initiative_id INTEGER NOT NULL,
    assessment_id INTEGER NOT NULL,
    number INTEGER NOT NULL,
    name TEXT NOT NULL,
    name_folded TEXT,
    unit TEXT,
    unit_folded TEXT,
    kind INTEGER NOT NULL,
    direction INTEGER,
    CONSTRAINT pk_measure PRIMARY KEY (id),
    CONSTRAINT fk_measure_assessment_id FOREIGN KEY (assessment_id) REFERENCES assessment (id)
);
CREATE UNIQUE INDEX ix_measure_edition_id_key ON measure (edition_id, key);
CREATE INDEX ix_measure_key ON measure (key);
CREATE INDEX ix_measure_assessment_id ON measure (assessment_id);
CREATE INDEX ix_measure_initiative_id ON measure (initiative_id);

CREATE TABLE measure_value (
    id INTEGER NOT NULL,
    edition_id INTEGER NOT NULL,
    key TEXT NOT NULL,
    municipality_id INTEGER NOT NULL,
    plan_id INTEGER NOT NULL,
    category_id INTEGER NOT NULL,
    item_id INTEGER NOT NULL,
    initiative_id INTEGER NOT NULL,
    assessment_id INTEGER NOT NULL,
    measure_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    name_folded TEXT,
    unit TEXT,
    unit_folded TEXT,
    kind INTEGER NOT NULL,
    direction INTEGER,
    fiscal_year INTEGER NOT NULL,
    role INTEGER NOT NULL,
    value INTEGER,
    yen INTEGER,
    printed TEXT NOT NULL,
    printed_folded TEXT,
    document_id INTEGER NOT NULL,
    page INTEGER NOT NULL,
    row INTEGER NOT NULL,
    "column" INTEGER,
    line INTEGER NOT NULL,
    CONSTRAINT pk_measure_value PRIMARY KEY (id),
    CONSTRAINT fk_measure_value_measure_id FOREIGN KEY (measure_id) REFERENCES measure (id)
);
CREATE UNIQUE INDEX ix_measure_value_edition_id_key ON measure_value (edition_id, key);
CREATE INDEX ix_measure_value_key ON measure_value (key);
CREATE INDEX ix_measure_value_measure_id ON measure_value (measure_id);

ALTER TABLE edition ADD COLUMN measure_count INTEGER NOT NULL DEFAULT 0;
ALTER TABLE edition ADD COLUMN measure_value_count INTEGER NOT NULL DEFAULT 0;
ALTER TABLE release ADD COLUMN measure_count INTEGER NOT NULL DEFAULT 0;
ALTER TABLE release ADD COLUMN measure_value_count INTEGER NOT NULL DEFAULT 0;
