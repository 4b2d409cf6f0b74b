-- What became of an initiative, and which ones go on with it.

ALTER TABLE initiative
    ADD COLUMN status integer,
    ADD COLUMN ended_in integer,
    ADD COLUMN reason text COLLATE "C",
    ADD COLUMN reason_folded text COLLATE "C";

CREATE TABLE initiative_successor (
    initiative_id bigint NOT NULL,
    successor_id bigint NOT NULL,
    edition_id bigint NOT NULL,
    CONSTRAINT pk_initiative_successor PRIMARY KEY (initiative_id, successor_id),
    CONSTRAINT fk_initiative_successor_initiative_id FOREIGN KEY (initiative_id) REFERENCES initiative (id),
    CONSTRAINT fk_initiative_successor_successor_id FOREIGN KEY (successor_id) REFERENCES initiative (id)
);
CREATE INDEX ix_initiative_successor_edition_id ON initiative_successor (edition_id);
CREATE INDEX ix_initiative_successor_successor_id ON initiative_successor (successor_id);
