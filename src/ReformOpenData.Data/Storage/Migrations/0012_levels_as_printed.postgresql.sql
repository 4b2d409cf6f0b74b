-- The number of a level as printed, where it is not simply the number of its key.
ALTER TABLE category ADD COLUMN printed_number text COLLATE "C";
ALTER TABLE category ADD COLUMN printed_number_folded text COLLATE "C";
ALTER TABLE item ADD COLUMN printed_number text COLLATE "C";
ALTER TABLE item ADD COLUMN printed_number_folded text COLLATE "C";
ALTER TABLE initiative ADD COLUMN printed_number text COLLATE "C";
ALTER TABLE initiative ADD COLUMN printed_number_folded text COLLATE "C";
-- Levels that the model does not have, and what a document calls those that it has.
ALTER TABLE item ADD COLUMN headings text COLLATE "C";
ALTER TABLE plan ADD COLUMN category_level_name text COLLATE "C";
ALTER TABLE plan ADD COLUMN item_level_name text COLLATE "C";
ALTER TABLE plan ADD COLUMN initiative_level_name text COLLATE "C";
