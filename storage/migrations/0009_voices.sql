-- Reason: whoever was shown as one of the others to protect them stays so in that question; and an asker may let their
-- category show. To know how many members of a category there are, they are counted by an index.

ALTER TABLE alias ADD COLUMN shielded BIGINT NOT NULL DEFAULT 0; -- 1: stays among the others for good
ALTER TABLE question ADD COLUMN asked_as TEXT; -- the category that its asker lets show
CREATE INDEX belonging_category ON belonging (community_id, category);
