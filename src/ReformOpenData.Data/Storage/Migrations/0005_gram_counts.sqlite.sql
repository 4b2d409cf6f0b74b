-- How many texts of a release hold each character and each pair of neighbours. A row holds from its release until the next row of the same,
-- by their numbers, so that a release costs what it changes.

CREATE TABLE gram_count (
    text TEXT NOT NULL,
    gram TEXT NOT NULL,
    since_release INTEGER NOT NULL,
    texts INTEGER NOT NULL,
    CONSTRAINT pk_gram_count PRIMARY KEY (text, gram, since_release),
    CONSTRAINT fk_gram_count_since_release FOREIGN KEY (since_release) REFERENCES release (number)
) WITHOUT ROWID;
CREATE INDEX ix_gram_count_since_release ON gram_count (since_release);
CREATE INDEX ix_gram_count_texts ON gram_count (texts) WHERE texts >= 64;

-- Search in the order of its results, where a term is in many of them.
CREATE INDEX ix_search_text_key_field ON search_text (key, field);
