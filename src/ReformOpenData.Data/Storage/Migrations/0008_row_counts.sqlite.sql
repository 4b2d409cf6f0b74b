-- How many rows of a release have each combination of values that there are few of. A row holds from its release until the next row of the
-- same, by their numbers, so that a release costs what it changes.

CREATE TABLE row_count (
    entity TEXT NOT NULL,
    cell TEXT NOT NULL,
    since_release INTEGER NOT NULL,
    rows INTEGER NOT NULL,
    CONSTRAINT pk_row_count PRIMARY KEY (entity, cell, since_release),
    CONSTRAINT fk_row_count_since_release FOREIGN KEY (since_release) REFERENCES release (number)
) WITHOUT ROWID;
CREATE INDEX ix_row_count_since_release ON row_count (since_release);
