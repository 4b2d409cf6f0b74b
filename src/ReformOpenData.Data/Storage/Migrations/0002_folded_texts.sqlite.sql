-- Texts as they are compared, for those that had no such column: null where that is the text itself. FoldedTexts fills them
-- for the rows that are there.

ALTER TABLE rating_scale ADD COLUMN label_folded TEXT;
ALTER TABLE assessment ADD COLUMN summary_source_text_folded TEXT;
ALTER TABLE responsibility ADD COLUMN qualifier_folded TEXT;
ALTER TABLE narrative ADD COLUMN source_text_folded TEXT;
ALTER TABLE section ADD COLUMN label_folded TEXT;
ALTER TABLE section ADD COLUMN text_folded TEXT;
ALTER TABLE rating ADD COLUMN printed_folded TEXT;
ALTER TABLE source_cell ADD COLUMN text_folded TEXT;
ALTER TABLE source_cell ADD COLUMN source_text_folded TEXT;
ALTER TABLE source_document ADD COLUMN file_name_folded TEXT;
ALTER TABLE source_document ADD COLUMN title_folded TEXT;
ALTER TABLE source_document ADD COLUMN publisher_folded TEXT;
ALTER TABLE source_document ADD COLUMN url_folded TEXT;
ALTER TABLE source_document ADD COLUMN licence_folded TEXT;
ALTER TABLE finding ADD COLUMN message_folded TEXT;
ALTER TABLE finding ADD COLUMN read_folded TEXT;
ALTER TABLE finding ADD COLUMN made_folded TEXT;
ALTER TABLE correction ADD COLUMN printed_folded TEXT;
ALTER TABLE correction ADD COLUMN corrected_folded TEXT;
ALTER TABLE correction ADD COLUMN reason_folded TEXT;
ALTER TABLE release ADD COLUMN note_folded TEXT;
ALTER TABLE release_change ADD COLUMN before_folded TEXT;
ALTER TABLE release_change ADD COLUMN after_folded TEXT;
