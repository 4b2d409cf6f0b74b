-- What became of an initiative, and which ones go on with it.

ALTER TABLE initiative ADD COLUMN status INTEGER;
ALTER TABLE initiative ADD COLUMN ended_in INTEGER;
ALTER TABLE initiative ADD COLUMN reason TEXT;
ALTER TABLE initiative ADD COLUMN reason_folded TEXT;

CREATE TABLE initiative_successor (
    initiative_id INTEGER NOT NULL,
    successor_id INTEGER NOT NULL,
    edition_id INTEGER NOT NULL,
    CONSTRAINT pk_initiative_successor PRIMARY KEY (initiative_id, successor_id),
    CONSTRAINT fk_initiative_successor_initiative_id FOREIGN KEY (initiative_id) REFERENCES initiative (id),
    CONSTRAINT fk_initiative_successor_successor_id FOREIGN KEY (successor_id) REFERENCES initiative (id)
);
CREATE INDEX ix_initiative_successor_edition_id ON initiative_successor (edition_id);
CREATE INDEX ix_initiative_successor_successor_id ON initiative_successor (successor_id);
