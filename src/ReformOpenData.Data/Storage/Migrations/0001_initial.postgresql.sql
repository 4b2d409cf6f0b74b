-- The tables of docs/ARCHITECTURE.md. What is written here equals the model of ReformDbContext, which a test proves.

CREATE TABLE edition (
    id bigint NOT NULL,
    municipality_code text COLLATE "C" NOT NULL,
    content_hash text COLLATE "C" NOT NULL,
    department_count integer NOT NULL, plan_count integer NOT NULL, category_count integer NOT NULL,
    item_count integer NOT NULL, initiative_count integer NOT NULL, assessment_count integer NOT NULL,
    narrative_count integer NOT NULL, rating_count integer NOT NULL, source_document_count integer NOT NULL,
    finding_count integer NOT NULL, correction_count integer NOT NULL,
    CONSTRAINT pk_edition PRIMARY KEY (id)
);
CREATE INDEX ix_edition_municipality_code ON edition (municipality_code);

CREATE TABLE release (
    number integer NOT NULL,
    status integer NOT NULL,
    base_release integer,
    created_at timestamp with time zone NOT NULL,
    published_at timestamp with time zone,
    note text COLLATE "C",
    municipality_count integer NOT NULL, change_count integer NOT NULL, department_count integer NOT NULL,
    plan_count integer NOT NULL, category_count integer NOT NULL, item_count integer NOT NULL,
    initiative_count integer NOT NULL, assessment_count integer NOT NULL, narrative_count integer NOT NULL,
    rating_count integer NOT NULL, source_document_count integer NOT NULL, finding_count integer NOT NULL,
    correction_count integer NOT NULL,
    CONSTRAINT pk_release PRIMARY KEY (number)
);

CREATE TABLE search_text (
    id bigint NOT NULL,
    edition_id bigint NOT NULL,
    key text COLLATE "C" NOT NULL,
    kind integer NOT NULL,
    entity_id bigint NOT NULL,
    field text COLLATE "C" NOT NULL,
    folded text COLLATE "C" NOT NULL,
    grams tsvector NOT NULL,
    CONSTRAINT pk_search_text PRIMARY KEY (id)
);
CREATE INDEX ix_search_text_edition_id ON search_text (edition_id);
CREATE INDEX ix_search_text_grams ON search_text USING gin (grams);
CREATE UNIQUE INDEX ix_search_text_entity_id_field ON search_text (entity_id, field);

CREATE TABLE municipality (
    id bigint NOT NULL,
    edition_id bigint NOT NULL,
    key text COLLATE "C" NOT NULL,
    code text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    name_folded text COLLATE "C" NOT NULL,
    roman_name text COLLATE "C" NOT NULL,
    roman_name_folded text COLLATE "C" NOT NULL,
    CONSTRAINT pk_municipality PRIMARY KEY (id),
    CONSTRAINT fk_municipality_edition_id FOREIGN KEY (edition_id) REFERENCES edition (id)
);
CREATE UNIQUE INDEX ix_municipality_edition_id_key ON municipality (edition_id, key);
CREATE INDEX ix_municipality_key ON municipality (key);

CREATE TABLE release_change (
    id bigint NOT NULL,
    key text COLLATE "C" NOT NULL,
    release_number integer NOT NULL,
    position integer NOT NULL,
    kind integer NOT NULL,
    type text COLLATE "C" NOT NULL,
    field text COLLATE "C",
    before text COLLATE "C",
    after text COLLATE "C",
    CONSTRAINT pk_release_change PRIMARY KEY (id),
    CONSTRAINT fk_release_change_release_number FOREIGN KEY (release_number) REFERENCES release (number)
);
CREATE UNIQUE INDEX ix_release_change_release_number_position ON release_change (release_number, position);

CREATE TABLE release_edition (
    edition_id bigint NOT NULL,
    release_number integer NOT NULL,
    CONSTRAINT pk_release_edition PRIMARY KEY (release_number, edition_id),
    CONSTRAINT fk_release_edition_edition_id FOREIGN KEY (edition_id) REFERENCES edition (id),
    CONSTRAINT fk_release_edition_release_number FOREIGN KEY (release_number) REFERENCES release (number)
);
CREATE INDEX ix_release_edition_edition_id ON release_edition (edition_id);

CREATE TABLE store_state (
    id integer NOT NULL,
    current_release integer,
    next_id bigint NOT NULL,
    CONSTRAINT pk_store_state PRIMARY KEY (id),
    CONSTRAINT fk_store_state_current_release FOREIGN KEY (current_release) REFERENCES release (number)
);

CREATE TABLE correction (
    id bigint NOT NULL,
    edition_id bigint NOT NULL,
    key text COLLATE "C" NOT NULL,
    municipality_id bigint NOT NULL, assessment_id bigint,
    target_key text COLLATE "C" NOT NULL,
    field text COLLATE "C" NOT NULL,
    printed text COLLATE "C" NOT NULL,
    corrected text COLLATE "C" NOT NULL,
    reason text COLLATE "C" NOT NULL,
    since_release integer,
    CONSTRAINT pk_correction PRIMARY KEY (id),
    CONSTRAINT fk_correction_municipality_id FOREIGN KEY (municipality_id) REFERENCES municipality (id)
);
CREATE INDEX ix_correction_assessment_id ON correction (assessment_id);
CREATE UNIQUE INDEX ix_correction_edition_id_key ON correction (edition_id, key);
CREATE INDEX ix_correction_key ON correction (key);
CREATE INDEX ix_correction_municipality_id ON correction (municipality_id);

CREATE TABLE department (
    id bigint NOT NULL,
    edition_id bigint NOT NULL,
    key text COLLATE "C" NOT NULL,
    municipality_id bigint NOT NULL,
    position integer NOT NULL,
    name text COLLATE "C" NOT NULL,
    name_folded text COLLATE "C" NOT NULL,
    bureau text COLLATE "C",
    bureau_folded text COLLATE "C",
    full_name text COLLATE "C" NOT NULL,
    full_name_folded text COLLATE "C" NOT NULL,
    CONSTRAINT pk_department PRIMARY KEY (id),
    CONSTRAINT fk_department_municipality_id FOREIGN KEY (municipality_id) REFERENCES municipality (id)
);
CREATE UNIQUE INDEX ix_department_edition_id_key ON department (edition_id, key);
CREATE INDEX ix_department_key ON department (key);
CREATE INDEX ix_department_municipality_id ON department (municipality_id);

CREATE TABLE plan (
    id bigint NOT NULL,
    edition_id bigint NOT NULL,
    key text COLLATE "C" NOT NULL,
    municipality_id bigint NOT NULL,
    title text COLLATE "C" NOT NULL,
    title_folded text COLLATE "C" NOT NULL,
    first_fiscal_year integer NOT NULL,
    last_fiscal_year integer NOT NULL,
    CONSTRAINT pk_plan PRIMARY KEY (id),
    CONSTRAINT fk_plan_municipality_id FOREIGN KEY (municipality_id) REFERENCES municipality (id)
);
CREATE UNIQUE INDEX ix_plan_edition_id_key ON plan (edition_id, key);
CREATE INDEX ix_plan_key ON plan (key);
CREATE INDEX ix_plan_municipality_id ON plan (municipality_id);

CREATE TABLE source_document (
    id bigint NOT NULL,
    edition_id bigint NOT NULL,
    key text COLLATE "C" NOT NULL,
    municipality_id bigint NOT NULL, plan_id bigint,
    sha256 text COLLATE "C" NOT NULL,
    file_name text COLLATE "C" NOT NULL,
    title text COLLATE "C" NOT NULL,
    publisher text COLLATE "C" NOT NULL,
    url text COLLATE "C",
    licence text COLLATE "C",
    licence_confirmed boolean NOT NULL,
    retrieved_on date,
    plan_first_fiscal_year integer NOT NULL,
    fiscal_year integer NOT NULL,
    CONSTRAINT pk_source_document PRIMARY KEY (id),
    CONSTRAINT fk_source_document_municipality_id FOREIGN KEY (municipality_id) REFERENCES municipality (id)
);
CREATE UNIQUE INDEX ix_source_document_edition_id_key ON source_document (edition_id, key);
CREATE INDEX ix_source_document_key ON source_document (key);
CREATE INDEX ix_source_document_municipality_id ON source_document (municipality_id);

CREATE TABLE category (
    id bigint NOT NULL,
    edition_id bigint NOT NULL,
    key text COLLATE "C" NOT NULL,
    municipality_id bigint NOT NULL, plan_id bigint NOT NULL,
    number integer NOT NULL,
    name text COLLATE "C" NOT NULL,
    name_folded text COLLATE "C" NOT NULL,
    CONSTRAINT pk_category PRIMARY KEY (id),
    CONSTRAINT fk_category_plan_id FOREIGN KEY (plan_id) REFERENCES plan (id)
);
CREATE UNIQUE INDEX ix_category_edition_id_key ON category (edition_id, key);
CREATE INDEX ix_category_key ON category (key);
CREATE INDEX ix_category_plan_id ON category (plan_id);

CREATE TABLE rating_scale (
    id bigint NOT NULL,
    edition_id bigint NOT NULL,
    plan_id bigint NOT NULL,
    position integer NOT NULL,
    grade integer NOT NULL,
    label text COLLATE "C" NOT NULL,
    CONSTRAINT pk_rating_scale PRIMARY KEY (id),
    CONSTRAINT fk_rating_scale_plan_id FOREIGN KEY (plan_id) REFERENCES plan (id)
);
CREATE INDEX ix_rating_scale_edition_id ON rating_scale (edition_id);
CREATE INDEX ix_rating_scale_plan_id ON rating_scale (plan_id);

CREATE TABLE finding (
    id bigint NOT NULL,
    edition_id bigint NOT NULL,
    document_id bigint NOT NULL,
    position integer NOT NULL,
    code text COLLATE "C" NOT NULL,
    severity integer NOT NULL,
    message text COLLATE "C" NOT NULL,
    page integer, row integer, "column" integer, line integer,
    read text COLLATE "C",
    made text COLLATE "C",
    CONSTRAINT pk_finding PRIMARY KEY (id),
    CONSTRAINT fk_finding_document_id FOREIGN KEY (document_id) REFERENCES source_document (id)
);
CREATE INDEX ix_finding_document_id ON finding (document_id);
CREATE INDEX ix_finding_edition_id ON finding (edition_id);

CREATE TABLE item (
    id bigint NOT NULL,
    edition_id bigint NOT NULL,
    key text COLLATE "C" NOT NULL,
    municipality_id bigint NOT NULL, plan_id bigint NOT NULL, category_id bigint NOT NULL,
    number integer NOT NULL,
    name text COLLATE "C" NOT NULL,
    name_folded text COLLATE "C" NOT NULL,
    CONSTRAINT pk_item PRIMARY KEY (id),
    CONSTRAINT fk_item_category_id FOREIGN KEY (category_id) REFERENCES category (id)
);
CREATE INDEX ix_item_category_id ON item (category_id);
CREATE UNIQUE INDEX ix_item_edition_id_key ON item (edition_id, key);
CREATE INDEX ix_item_key ON item (key);

CREATE TABLE initiative (
    id bigint NOT NULL,
    edition_id bigint NOT NULL,
    key text COLLATE "C" NOT NULL,
    municipality_id bigint NOT NULL, plan_id bigint NOT NULL, category_id bigint NOT NULL, item_id bigint NOT NULL,
    number integer NOT NULL,
    name text COLLATE "C" NOT NULL,
    name_folded text COLLATE "C" NOT NULL,
    description text COLLATE "C",
    CONSTRAINT pk_initiative PRIMARY KEY (id),
    CONSTRAINT fk_initiative_item_id FOREIGN KEY (item_id) REFERENCES item (id)
);
CREATE UNIQUE INDEX ix_initiative_edition_id_key ON initiative (edition_id, key);
CREATE INDEX ix_initiative_item_id ON initiative (item_id);
CREATE INDEX ix_initiative_key ON initiative (key);

CREATE TABLE assessment (
    id bigint NOT NULL,
    edition_id bigint NOT NULL,
    key text COLLATE "C" NOT NULL,
    municipality_id bigint NOT NULL, plan_id bigint NOT NULL, category_id bigint NOT NULL, item_id bigint NOT NULL,
    initiative_id bigint NOT NULL,
    number integer NOT NULL,
    summary_fiscal_year integer,
    summary_text text COLLATE "C",
    summary_source_text text COLLATE "C",
    document_id bigint NOT NULL, page integer NOT NULL, row integer NOT NULL, line integer NOT NULL,
    summary_page integer, summary_row integer, summary_column integer, summary_line integer,
    summary_document_id bigint,
    CONSTRAINT pk_assessment PRIMARY KEY (id),
    CONSTRAINT fk_assessment_initiative_id FOREIGN KEY (initiative_id) REFERENCES initiative (id)
);
CREATE UNIQUE INDEX ix_assessment_edition_id_key ON assessment (edition_id, key);
CREATE INDEX ix_assessment_initiative_id ON assessment (initiative_id);
CREATE INDEX ix_assessment_key ON assessment (key);

CREATE TABLE narrative (
    id bigint NOT NULL,
    edition_id bigint NOT NULL,
    key text COLLATE "C" NOT NULL,
    municipality_id bigint NOT NULL, plan_id bigint NOT NULL, category_id bigint NOT NULL, item_id bigint NOT NULL,
    initiative_id bigint NOT NULL, assessment_id bigint NOT NULL,
    fiscal_year integer NOT NULL,
    text text COLLATE "C",
    source_text text COLLATE "C" NOT NULL,
    document_id bigint NOT NULL, page integer NOT NULL, row integer NOT NULL, "column" integer,
    line integer NOT NULL,
    CONSTRAINT pk_narrative PRIMARY KEY (id),
    CONSTRAINT fk_narrative_assessment_id FOREIGN KEY (assessment_id) REFERENCES assessment (id)
);
CREATE INDEX ix_narrative_assessment_id ON narrative (assessment_id);
CREATE UNIQUE INDEX ix_narrative_edition_id_key ON narrative (edition_id, key);
CREATE INDEX ix_narrative_key ON narrative (key);

CREATE TABLE rating (
    id bigint NOT NULL,
    edition_id bigint NOT NULL,
    key text COLLATE "C" NOT NULL,
    municipality_id bigint NOT NULL, plan_id bigint NOT NULL, category_id bigint NOT NULL, item_id bigint NOT NULL,
    initiative_id bigint NOT NULL, assessment_id bigint NOT NULL,
    number integer NOT NULL,
    grade integer NOT NULL,
    printed text COLLATE "C" NOT NULL,
    fiscal_year integer NOT NULL,
    is_final boolean NOT NULL,
    document_id bigint NOT NULL, page integer NOT NULL, row integer NOT NULL, "column" integer,
    line integer NOT NULL,
    CONSTRAINT pk_rating PRIMARY KEY (id),
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
    id bigint NOT NULL,
    edition_id bigint NOT NULL,
    assessment_id bigint NOT NULL,
    department_id bigint NOT NULL,
    position integer NOT NULL,
    qualifier text COLLATE "C",
    CONSTRAINT pk_responsibility PRIMARY KEY (id),
    CONSTRAINT fk_responsibility_assessment_id FOREIGN KEY (assessment_id) REFERENCES assessment (id),
    CONSTRAINT fk_responsibility_department_id FOREIGN KEY (department_id) REFERENCES department (id)
);
CREATE INDEX ix_responsibility_assessment_id ON responsibility (assessment_id);
CREATE INDEX ix_responsibility_department_id ON responsibility (department_id);
CREATE INDEX ix_responsibility_edition_id ON responsibility (edition_id);

CREATE TABLE source_cell (
    id bigint NOT NULL,
    edition_id bigint NOT NULL,
    assessment_id bigint NOT NULL,
    document_id bigint NOT NULL, "column" integer NOT NULL,
    text text COLLATE "C" NOT NULL,
    source_text text COLLATE "C" NOT NULL,
    page integer NOT NULL, row integer NOT NULL,
    printed_column integer,
    line integer NOT NULL,
    CONSTRAINT pk_source_cell PRIMARY KEY (id),
    CONSTRAINT fk_source_cell_assessment_id FOREIGN KEY (assessment_id) REFERENCES assessment (id)
);
CREATE INDEX ix_source_cell_assessment_id ON source_cell (assessment_id);
CREATE INDEX ix_source_cell_edition_id ON source_cell (edition_id);

CREATE TABLE section (
    id bigint NOT NULL,
    edition_id bigint NOT NULL,
    assessment_id bigint NOT NULL,
    narrative_id bigint,
    position integer NOT NULL,
    label text COLLATE "C",
    department_id bigint,
    text text COLLATE "C" NOT NULL,
    CONSTRAINT pk_section PRIMARY KEY (id),
    CONSTRAINT fk_section_assessment_id FOREIGN KEY (assessment_id) REFERENCES assessment (id),
    CONSTRAINT fk_section_narrative_id FOREIGN KEY (narrative_id) REFERENCES narrative (id)
);
CREATE INDEX ix_section_assessment_id ON section (assessment_id);
CREATE INDEX ix_section_edition_id ON section (edition_id);
CREATE INDEX ix_section_narrative_id ON section (narrative_id);

CREATE TABLE rating_department (
    edition_id bigint NOT NULL,
    rating_id bigint NOT NULL,
    position integer NOT NULL,
    department_id bigint NOT NULL,
    CONSTRAINT pk_rating_department PRIMARY KEY (rating_id, position),
    CONSTRAINT fk_rating_department_department_id FOREIGN KEY (department_id) REFERENCES department (id),
    CONSTRAINT fk_rating_department_rating_id FOREIGN KEY (rating_id) REFERENCES rating (id)
);
CREATE INDEX ix_rating_department_department_id ON rating_department (department_id);
CREATE INDEX ix_rating_department_edition_id ON rating_department (edition_id);

INSERT INTO store_state (id, current_release, next_id) VALUES (1, NULL, 1);
