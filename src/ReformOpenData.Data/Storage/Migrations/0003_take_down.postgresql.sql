-- What is left of a release that was taken down: when, by whom and why, and the checksums of the documents that went with it. And
-- the name of the store, by which a server notices that another one has taken its place.

ALTER TABLE release
    ADD COLUMN taken_down_at timestamp with time zone,
    ADD COLUMN taken_down_by text COLLATE "C",
    ADD COLUMN taken_down_reason text COLLATE "C",
    ADD COLUMN taken_down_reason_folded text COLLATE "C";

CREATE TABLE taken_down_document (
    release_number integer NOT NULL,
    sha256 text COLLATE "C" NOT NULL,
    CONSTRAINT pk_taken_down_document PRIMARY KEY (release_number, sha256),
    CONSTRAINT fk_taken_down_document_release_number FOREIGN KEY (release_number) REFERENCES release (number)
);

ALTER TABLE store_state
    ADD COLUMN store_id text COLLATE "C";
UPDATE store_state SET store_id = replace(gen_random_uuid()::text, '-', '');
