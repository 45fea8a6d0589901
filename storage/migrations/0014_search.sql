-- Reason: questions are found by their words. Each community has a shelf; on it lie the terms of its questions, by number.
-- The index itself (posting) knows numbers only: an older SQLite can't delete words from it at once.
CREATE TABLE shelf (
    id BIGINT NOT NULL PRIMARY KEY,
    community_id BIGINT NOT NULL REFERENCES community (id),
    kind TEXT NOT NULL,
    language TEXT NOT NULL, -- whose stems the terms are
    entries BIGINT NOT NULL DEFAULT 0,
    titles BIGINT NOT NULL DEFAULT 0, -- terms in all titles
    bodies BIGINT NOT NULL DEFAULT 0,
    upto BIGINT, -- the last question that was filled in, NULL once all were
    UNIQUE (community_id, kind)
) WITHOUT ROWID;
CREATE INDEX shelf_unfilled ON shelf (upto) WHERE upto IS NOT NULL;
CREATE TABLE term (
    id BIGINT NOT NULL PRIMARY KEY,
    shelf_id BIGINT NOT NULL REFERENCES shelf (id),
    word TEXT NOT NULL,
    entries BIGINT NOT NULL,
    UNIQUE (shelf_id, word)
) WITHOUT ROWID;
CREATE TABLE entry (
    id BIGINT NOT NULL PRIMARY KEY,
    shelf_id BIGINT NOT NULL REFERENCES shelf (id),
    question_id BIGINT NOT NULL UNIQUE REFERENCES question (id),
    title TEXT NOT NULL, -- numbers of terms, in hex
    body TEXT NOT NULL
) WITHOUT ROWID;
CREATE VIRTUAL TABLE posting USING fts5 (terms, content = '', detail = 'none', tokenize = 'ascii');
CREATE TABLE related (
    question_id BIGINT NOT NULL REFERENCES question (id),
    position BIGINT NOT NULL,
    other BIGINT NOT NULL REFERENCES question (id),
    PRIMARY KEY (question_id, position)
) WITHOUT ROWID;
CREATE INDEX related_other ON related (other);
CREATE TABLE counter (
    name TEXT NOT NULL PRIMARY KEY,
    value BIGINT NOT NULL
) WITHOUT ROWID;
INSERT INTO counter (name, value) VALUES ('term', 0), ('entry', 0), ('stale', 0);
INSERT INTO counter (name, value) SELECT 'shelf', 2 * count(*) FROM community;
INSERT INTO shelf (id, community_id, kind, language, upto)
    SELECT row_number() OVER (ORDER BY id, kind), id, kind, 'en', 0
    FROM community CROSS JOIN (SELECT 'question' AS kind UNION ALL SELECT 'take');
