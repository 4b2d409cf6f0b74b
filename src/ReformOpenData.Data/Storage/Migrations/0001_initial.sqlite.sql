-- The tables of docs/ARCHITECTURE.md. What is written here equals the model of ReformDbContext, which a test proves.

CREATE TABLE edition (
    id INTEGER NOT NULL CONSTRAINT pk_edition PRIMARY KEY,
    municipality_code TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    department_count INTEGER NOT NULL, plan_count INTEGER NOT NULL, category_count INTEGER NOT NULL,
    item_count INTEGER NOT NULL, initiative_count INTEGER NOT NULL, assessment_count INTEGER NOT NULL,
    narrative_count INTEGER NOT NULL, rating_count INTEGER NOT NULL, source_document_count INTEGER NOT NULL,
    finding_count INTEGER NOT NULL, correction_count INTEGER NOT NULL
);
CREATE INDEX ix_edition_municipality_code ON edition (municipality_code);

CREATE TABLE release (
    number INTEGER NOT NULL CONSTRAINT pk_release PRIMARY KEY,
    status INTEGER NOT NULL,
    base_release INTEGER,
    created_at TEXT NOT NULL,
    published_at TEXT,
    note TEXT,
    municipality_count INTEGER NOT NULL, change_count INTEGER NOT NULL, department_count INTEGER NOT NULL,
    plan_count INTEGER NOT NULL, category_count INTEGER NOT NULL, item_count INTEGER NOT NULL,
    initiative_count INTEGER NOT NULL, assessment_count INTEGER NOT NULL, narrative_count INTEGER NOT NULL,
    rating_count INTEGER NOT NULL, source_document_count INTEGER NOT NULL, finding_count INTEGER NOT NULL,
    correction_count INTEGER NOT NULL
);

CREATE TABLE search_text (
    id INTEGER NOT NULL CONSTRAINT pk_search_text PRIMARY KEY,
    edition_id INTEGER NOT NULL,
    key TEXT NOT NULL,
    kind INTEGER NOT NULL,
    entity_id INTEGER NOT NULL,
    field TEXT NOT NULL,
    folded TEXT NOT NULL
);
CREATE INDEX ix_search_text_edition_id ON search_text (edition_id);
CREATE UNIQUE INDEX ix_search_text_entity_id_field ON search_text (entity_id, field);

CREATE TABLE municipality (
    id INTEGER NOT NULL CONSTRAINT pk_municipality PRIMARY KEY,
    edition_id INTEGER NOT NULL,
    key TEXT NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    name_folded TEXT NOT NULL,
    roman_name TEXT NOT NULL,
    roman_name_folded TEXT NOT NULL,
    CONSTRAINT fk_municipality_edition_id FOREIGN KEY (edition_id) REFERENCES edition (id)
);
CREATE UNIQUE INDEX ix_municipality_edition_id_key ON municipality (edition_id, key);
CREATE INDEX ix_municipality_key ON municipality (key);

CREATE TABLE release_change (
    id INTEGER NOT NULL CONSTRAINT pk_release_change PRIMARY KEY,
    key TEXT NOT NULL,
    release_number INTEGER NOT NULL,
    position INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    type TEXT NOT NULL,
    field TEXT,
    before TEXT,
    after TEXT,
    CONSTRAINT fk_release_change_release_number FOREIGN KEY (release_number) REFERENCES release (number)
);
CREATE UNIQUE INDEX ix_release_change_release_number_position ON release_change (release_number, position);

CREATE TABLE release_edition (
    edition_id INTEGER NOT NULL,
    release_number INTEGER NOT NULL,
    CONSTRAINT pk_release_edition PRIMARY KEY (release_number, edition_id),
    CONSTRAINT fk_release_edition_edition_id FOREIGN KEY (edition_id) REFERENCES edition (id),
    CONSTRAINT fk_release_edition_release_number FOREIGN KEY (release_number) REFERENCES release (number)
);
CREATE INDEX ix_release_edition_edition_id ON release_edition (edition_id);

CREATE TABLE store_state (
    id INTEGER NOT NULL CONSTRAINT pk_store_state PRIMARY KEY,
    current_release INTEGER,
    next_id INTEGER NOT NULL,
    CONSTRAINT fk_store_state_current_release FOREIGN KEY (current_release) REFERENCES release (number)
);

CREATE TABLE correction (
    id INTEGER NOT NULL CONSTRAINT pk_correction PRIMARY KEY,
    edition_id INTEGER NOT NULL,
    key TEXT NOT NULL,
    municipality_id INTEGER NOT NULL, assessment_id INTEGER,
    target_key TEXT NOT NULL,
    field TEXT NOT NULL,
    printed TEXT NOT NULL,
    corrected TEXT NOT NULL,
    reason TEXT NOT NULL,
    since_release INTEGER,
    CONSTRAINT fk_correction_municipality_id FOREIGN KEY (municipality_id) REFERENCES municipality (id)
);
CREATE INDEX ix_correction_assessment_id ON correction (assessment_id);
CREATE UNIQUE INDEX ix_correction_edition_id_key ON correction (edition_id, key);
CREATE INDEX ix_correction_key ON correction (key);
CREATE INDEX ix_correction_municipality_id ON correction (municipality_id);

CREATE TABLE department (
    id INTEGER NOT NULL CONSTRAINT pk_department PRIMARY KEY,
    edition_id INTEGER NOT NULL,
    key TEXT NOT NULL,
    municipality_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    name_folded TEXT NOT NULL,
    bureau TEXT,
    bureau_folded TEXT,
    full_name TEXT NOT NULL,
    full_name_folded TEXT NOT NULL,
    CONSTRAINT fk_department_municipality_id FOREIGN KEY (municipality_id) REFERENCES municipality (id)
);
CREATE UNIQUE INDEX ix_department_edition_id_key ON department (edition_id, key);
CREATE INDEX ix_department_key ON department (key);
CREATE INDEX ix_department_municipality_id ON department (municipality_id);

CREATE TABLE plan (
    id INTEGER NOT NULL CONSTRAINT pk_plan PRIMARY KEY,
    edition_id INTEGER NOT NULL,
    key TEXT NOT NULL,
    municipality_id INTEGER NOT NULL,
    title TEXT NOT NULL,
    title_folded TEXT NOT NULL,
    first_fiscal_year INTEGER NOT NULL,
    last_fiscal_year INTEGER NOT NULL,
    CONSTRAINT fk_plan_municipality_id FOREIGN KEY (municipality_id) REFERENCES municipality (id)
);
CREATE UNIQUE INDEX ix_plan_edition_id_key ON plan (edition_id, key);
CREATE INDEX ix_plan_key ON plan (key);
CREATE INDEX ix_plan_municipality_id ON plan (municipality_id);

CREATE TABLE source_document (
    id INTEGER NOT NULL CONSTRAINT pk_source_document PRIMARY KEY,
    edition_id INTEGER NOT NULL,
    key TEXT NOT NULL,
    municipality_id INTEGER NOT NULL, plan_id INTEGER,
    sha256 TEXT NOT NULL,
    file_name TEXT NOT NULL,
    title TEXT NOT NULL,
    publisher TEXT NOT NULL,
    url TEXT,
    licence TEXT,
    licence_confirmed INTEGER NOT NULL,
    retrieved_on TEXT,
    plan_first_fiscal_year INTEGER NOT NULL,
    fiscal_year INTEGER NOT NULL,
    CONSTRAINT fk_source_document_municipality_id FOREIGN KEY (municipality_id) REFERENCES municipality (id)
);
CREATE UNIQUE INDEX ix_source_document_edition_id_key ON source_document (edition_id, key);
CREATE INDEX ix_source_document_key ON source_document (key);
CREATE INDEX ix_source_document_municipality_id ON source_document (municipality_id);

CREATE TABLE category (
    id INTEGER NOT NULL CONSTRAINT pk_category PRIMARY KEY,
    edition_id INTEGER NOT NULL,
    key TEXT NOT NULL,
    municipality_id INTEGER NOT NULL, plan_id INTEGER NOT NULL,
    number INTEGER NOT NULL,
    name TEXT NOT NULL,
    name_folded TEXT NOT NULL,
    CONSTRAINT fk_category_plan_id FOREIGN KEY (plan_id) REFERENCES plan (id)
);
CREATE UNIQUE INDEX ix_category_edition_id_key ON category (edition_id, key);
CREATE INDEX ix_category_key ON category (key);
CREATE INDEX ix_category_plan_id ON category (plan_id);

CREATE TABLE rating_scale (
    id INTEGER NOT NULL CONSTRAINT pk_rating_scale PRIMARY KEY,
    edition_id INTEGER NOT NULL,
    plan_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    grade INTEGER NOT NULL,
    label TEXT NOT NULL,
    CONSTRAINT fk_rating_scale_plan_id FOREIGN KEY (plan_id) REFERENCES plan (id)
);
CREATE INDEX ix_rating_scale_edition_id ON rating_scale (edition_id);
CREATE INDEX ix_rating_scale_plan_id ON rating_scale (plan_id);

CREATE TABLE finding (
    id INTEGER NOT NULL CONSTRAINT pk_finding PRIMARY KEY,
    edition_id INTEGER NOT NULL,
    document_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    code TEXT NOT NULL,
    severity INTEGER NOT NULL,
    message TEXT NOT NULL,
    page INTEGER, row INTEGER, "column" INTEGER, line INTEGER,
    read TEXT,
    made TEXT,
    CONSTRAINT fk_finding_document_id FOREIGN KEY (document_id) REFERENCES source_document (id)
);
CREATE INDEX ix_finding_document_id ON finding (document_id);
CREATE INDEX ix_finding_edition_id ON finding (edition_id);

CREATE TABLE item (
    id INTEGER NOT NULL CONSTRAINT pk_item PRIMARY KEY,
    edition_id INTEGER NOT NULL,
    key TEXT NOT NULL,
    municipality_id INTEGER NOT NULL, plan_id INTEGER NOT NULL, category_id INTEGER NOT NULL,
    number INTEGER NOT NULL,
    name TEXT NOT NULL,
    name_folded TEXT NOT NULL,
    CONSTRAINT fk_item_category_id FOREIGN KEY (category_id) REFERENCES category (id)
);
CREATE INDEX ix_item_category_id ON item (category_id);
CREATE UNIQUE INDEX ix_item_edition_id_key ON item (edition_id, key);
CREATE INDEX ix_item_key ON item (key);

CREATE TABLE initiative (
    id INTEGER NOT NULL CONSTRAINT pk_initiative PRIMARY KEY,
    edition_id INTEGER NOT NULL,
    key TEXT NOT NULL,
    municipality_id INTEGER NOT NULL, plan_id INTEGER NOT NULL, category_id INTEGER NOT NULL,
    item_id INTEGER NOT NULL,
    number INTEGER NOT NULL,
    name TEXT NOT NULL,
    name_folded TEXT NOT NULL,
    description TEXT,
    CONSTRAINT fk_initiative_item_id FOREIGN KEY (item_id) REFERENCES item (id)
);
CREATE UNIQUE INDEX ix_initiative_edition_id_key ON initiative (edition_id, key);
CREATE INDEX ix_initiative_item_id ON initiative (item_id);
CREATE INDEX ix_initiative_key ON initiative (key);

CREATE TABLE assessment (
    id INTEGER NOT NULL CONSTRAINT pk_assessment PRIMARY KEY,
    edition_id INTEGER NOT NULL,
    key TEXT NOT NULL,
    municipality_id INTEGER NOT NULL, plan_id INTEGER NOT NULL, category_id INTEGER NOT NULL,
    item_id INTEGER NOT NULL, initiative_id INTEGER NOT NULL,
    number INTEGER NOT NULL,
    summary_fiscal_year INTEGER,
    summary_text TEXT,
    summary_source_text TEXT,
    document_id INTEGER NOT NULL, page INTEGER NOT NULL, row INTEGER NOT NULL, line INTEGER NOT NULL,
    summary_page INTEGER, summary_row INTEGER, summary_column INTEGER, summary_line INTEGER,
    summary_document_id INTEGER,
    CONSTRAINT fk_assessment_initiative_id FOREIGN KEY (initiative_id) REFERENCES initiative (id)
);
CREATE UNIQUE INDEX ix_assessment_edition_id_key ON assessment (edition_id, key);
CREATE INDEX ix_assessment_initiative_id ON assessment (initiative_id);
CREATE INDEX ix_assessment_key ON assessment (key);

CREATE TABLE narrative (
    id INTEGER NOT NULL CONSTRAINT pk_narrative PRIMARY KEY,
    edition_id INTEGER NOT NULL,
    key TEXT NOT NULL,
    municipality_id INTEGER NOT NULL, plan_id INTEGER NOT NULL, category_id INTEGER NOT NULL,
    item_id INTEGER NOT NULL, initiative_id INTEGER NOT NULL, assessment_id INTEGER NOT NULL,
    fiscal_year INTEGER NOT NULL,
    text TEXT,
    source_text TEXT NOT NULL,
    document_id INTEGER NOT NULL, page INTEGER NOT NULL, row INTEGER NOT NULL, "column" INTEGER,
    line INTEGER NOT NULL,
    CONSTRAINT fk_narrative_assessment_id FOREIGN KEY (assessment_id) REFERENCES assessment (id)
);
CREATE INDEX ix_narrative_assessment_id ON narrative (assessment_id);
CREATE UNIQUE INDEX ix_narrative_edition_id_key ON narrative (edition_id, key);
CREATE INDEX ix_narrative_key ON narrative (key);

CREATE TABLE rating (
    id INTEGER NOT NULL CONSTRAINT pk_rating PRIMARY KEY,
    edition_id INTEGER NOT NULL,
    key TEXT NOT NULL,
    municipality_id INTEGER NOT NULL, plan_id INTEGER NOT NULL, category_id INTEGER NOT NULL,
    item_id INTEGER NOT NULL, initiative_id INTEGER NOT NULL, assessment_id INTEGER NOT NULL,
    number INTEGER NOT NULL,
    grade INTEGER NOT NULL,
    printed TEXT NOT NULL,
    fiscal_year INTEGER NOT NULL,
    is_final INTEGER NOT NULL,
    document_id INTEGER NOT NULL, page INTEGER NOT NULL, row INTEGER NOT NULL, "column" INTEGER,
    line INTEGER NOT NULL,
    CONSTRAINT fk_rating_assessment_id FOREIGN KEY (assessment_id) REFERENCES assessment (id)
);
CREATE INDEX ix_rating_assessment_id ON rating (assessment_id);
CREATE INDEX ix_rating_category_id ON rating (category_id);
CREATE UNIQUE INDEX ix_rating_edition_id_key ON rating (edition_id, key);
CREATE INDEX ix_rating_initiative_id ON rating (initiative_id);
CREATE INDEX ix_rating_item_id ON rating (item_id);
CREATE INDEX ix_rating_key ON rating (key);
CREATE INDEX ix_rating_municipality_id ON rating (municipality_id);
CREATE INDEX ix_rating_plan_id ON rating (plan_id);

CREATE TABLE responsibility (
    id INTEGER NOT NULL CONSTRAINT pk_responsibility PRIMARY KEY,
    edition_id INTEGER NOT NULL,
    assessment_id INTEGER NOT NULL,
    department_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    qualifier TEXT,
    CONSTRAINT fk_responsibility_assessment_id FOREIGN KEY (assessment_id) REFERENCES assessment (id),
    CONSTRAINT fk_responsibility_department_id FOREIGN KEY (department_id) REFERENCES department (id)
);
CREATE INDEX ix_responsibility_assessment_id ON responsibility (assessment_id);
CREATE INDEX ix_responsibility_department_id ON responsibility (department_id);
CREATE INDEX ix_responsibility_edition_id ON responsibility (edition_id);

CREATE TABLE source_cell (
    id INTEGER NOT NULL CONSTRAINT pk_source_cell PRIMARY KEY,
    edition_id INTEGER NOT NULL,
    assessment_id INTEGER NOT NULL,
    document_id INTEGER NOT NULL, "column" INTEGER NOT NULL,
    text TEXT NOT NULL,
    source_text TEXT NOT NULL,
    page INTEGER NOT NULL, row INTEGER NOT NULL,
    printed_column INTEGER,
    line INTEGER NOT NULL,
    CONSTRAINT fk_source_cell_assessment_id FOREIGN KEY (assessment_id) REFERENCES assessment (id)
);
CREATE INDEX ix_source_cell_assessment_id ON source_cell (assessment_id);
CREATE INDEX ix_source_cell_edition_id ON source_cell (edition_id);

CREATE TABLE section (
    id INTEGER NOT NULL CONSTRAINT pk_section PRIMARY KEY,
    edition_id INTEGER NOT NULL,
    assessment_id INTEGER NOT NULL,
    narrative_id INTEGER,
    position INTEGER NOT NULL,
    label TEXT,
    department_id INTEGER,
    text TEXT NOT NULL,
    CONSTRAINT fk_section_assessment_id FOREIGN KEY (assessment_id) REFERENCES assessment (id),
    CONSTRAINT fk_section_narrative_id FOREIGN KEY (narrative_id) REFERENCES narrative (id)
);
CREATE INDEX ix_section_assessment_id ON section (assessment_id);
CREATE INDEX ix_section_edition_id ON section (edition_id);
CREATE INDEX ix_section_narrative_id ON section (narrative_id);

CREATE TABLE rating_department (
    edition_id INTEGER NOT NULL,
    rating_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    department_id INTEGER NOT NULL,
    CONSTRAINT pk_rating_department PRIMARY KEY (rating_id, position),
    CONSTRAINT fk_rating_department_department_id FOREIGN KEY (department_id) REFERENCES department (id),
    CONSTRAINT fk_rating_department_rating_id FOREIGN KEY (rating_id) REFERENCES rating (id)
);
CREATE INDEX ix_rating_department_department_id ON rating_department (department_id);
CREATE INDEX ix_rating_department_edition_id ON rating_department (edition_id);

-- Each pair of neighbouring characters as one token; the texts themselves stand in search_text.folded.
CREATE VIRTUAL TABLE search_grams USING fts5 (grams, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii');

INSERT INTO store_state (id, current_release, next_id) VALUES (1, NULL, 1);
