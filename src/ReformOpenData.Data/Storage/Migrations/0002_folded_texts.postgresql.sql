-- Texts as they are compared, for those that had no such column: null where that is the text itself. FoldedTexts fills them
-- for the rows that are there.

ALTER TABLE rating_scale
    ADD COLUMN label_folded text COLLATE "C";
ALTER TABLE assessment
    ADD COLUMN summary_source_text_folded text COLLATE "C";
ALTER TABLE responsibility
    ADD COLUMN qualifier_folded text COLLATE "C";
ALTER TABLE narrative
    ADD COLUMN source_text_folded text COLLATE "C";
ALTER TABLE section
    ADD COLUMN label_folded text COLLATE "C",
    ADD COLUMN text_folded text COLLATE "C";
ALTER TABLE rating
    ADD COLUMN printed_folded text COLLATE "C";
ALTER TABLE source_cell
    ADD COLUMN text_folded text COLLATE "C",
    ADD COLUMN source_text_folded text COLLATE "C";
ALTER TABLE source_document
    ADD COLUMN file_name_folded text COLLATE "C",
    ADD COLUMN title_folded text COLLATE "C",
    ADD COLUMN publisher_folded text COLLATE "C",
    ADD COLUMN url_folded text COLLATE "C",
    ADD COLUMN licence_folded text COLLATE "C";
ALTER TABLE finding
    ADD COLUMN message_folded text COLLATE "C",
    ADD COLUMN read_folded text COLLATE "C",
    ADD COLUMN made_folded text COLLATE "C";
ALTER TABLE correction
    ADD COLUMN printed_folded text COLLATE "C",
    ADD COLUMN corrected_folded text COLLATE "C",
    ADD COLUMN reason_folded text COLLATE "C";
ALTER TABLE release
    ADD COLUMN note_folded text COLLATE "C";
ALTER TABLE release_change
    ADD COLUMN before_folded text COLLATE "C",
    ADD COLUMN after_folded text COLLATE "C";
