-- Reason: moderators remove things and put them back, lock questions and point duplicates to each other; and numbers by
-- week are told without reading all there is.

CREATE TABLE removal (
    what TEXT NOT NULL,
    subject BIGINT NOT NULL,
    before TEXT, -- the status that a question had
    reason TEXT NOT NULL, -- sealed
    PRIMARY KEY (what, subject)
) WITHOUT ROWID;

ALTER TABLE question ADD COLUMN locked BIGINT NOT NULL DEFAULT 0;
ALTER TABLE question ADD COLUMN duplicate_of BIGINT REFERENCES question (id);

CREATE INDEX question_week ON question (community_id, posted_at);
CREATE INDEX opinion_week ON opinion (written_at, question_id, category) WHERE removed = 0;
CREATE INDEX opinion_first ON opinion (question_id, written_at) WHERE removed = 0;
