-- Reason: opinions are voted on and thanked for, the asker chooses the most helpful, and a question may have a poll. A
-- vote stands under a mark made for its subject alone, so that nobody can follow one voter over two of them.

ALTER TABLE opinion ADD COLUMN votes BIGINT NOT NULL DEFAULT 0;
ALTER TABLE opinion ADD COLUMN thanked BIGINT NOT NULL DEFAULT 0; -- 1: by the asker
ALTER TABLE opinion ADD COLUMN helpful BIGINT NOT NULL DEFAULT 0; -- 1: the asker's choice of its category
CREATE INDEX opinion_voted ON opinion (question_id, category, votes, id, removed) WHERE removed = 0;
CREATE UNIQUE INDEX opinion_helpful ON opinion (question_id, category) WHERE helpful = 1 AND removed = 0;
CREATE TABLE vote (
    opinion_id BIGINT NOT NULL REFERENCES opinion (id),
    mark TEXT NOT NULL, -- HMAC; unrelated to the tokens of the voter's faces, and to their marks elsewhere
    PRIMARY KEY (opinion_id, mark)
) WITHOUT ROWID;
CREATE TABLE poll (
    question_id BIGINT NOT NULL PRIMARY KEY REFERENCES question (id),
    options TEXT NOT NULL -- JSON
) WITHOUT ROWID;
CREATE TABLE ballot (
    question_id BIGINT NOT NULL REFERENCES poll (question_id),
    mark TEXT NOT NULL, -- HMAC, as for votes
    choice BIGINT NOT NULL, -- the place of the option, from 0
    category TEXT NOT NULL, -- '?' for those who have none, or whom it would give away
    PRIMARY KEY (question_id, mark)
) WITHOUT ROWID;
CREATE TABLE poll_tally (
    question_id BIGINT NOT NULL REFERENCES poll (question_id),
    choice BIGINT NOT NULL,
    category TEXT NOT NULL,
    votes BIGINT NOT NULL,
    PRIMARY KEY (question_id, choice, category)
) WITHOUT ROWID;
