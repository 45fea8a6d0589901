-- Reason: moderators hold, decide, sanction and remove, and everything they do is written down; what a community sets
-- otherwise than the defaults; and what remains of a person when their contact is destroyed.

ALTER TABLE person ADD COLUMN trace TEXT; -- sealed; by it sanctions still find somebody whose contact was destroyed

CREATE TABLE rule (
    community_id BIGINT NOT NULL REFERENCES community (id),
    key TEXT NOT NULL,
    value TEXT NOT NULL, -- JSON
    PRIMARY KEY (community_id, key)
) WITHOUT ROWID;

CREATE TABLE matter (
    id BIGINT NOT NULL PRIMARY KEY,
    community_id BIGINT NOT NULL REFERENCES community (id),
    what TEXT NOT NULL,
    subject BIGINT NOT NULL,
    held BIGINT NOT NULL,
    urgent BIGINT NOT NULL,
    reasons TEXT NOT NULL, -- JSON
    reports BIGINT NOT NULL DEFAULT 0,
    opened_at BIGINT NOT NULL,
    verdict TEXT,
    decided_by TEXT, -- sealed
    reason TEXT, -- sealed
    decided_at BIGINT
);
CREATE UNIQUE INDEX matter_open ON matter (what, subject) WHERE verdict IS NULL;
CREATE INDEX matter_queue ON matter (community_id, urgent, id) WHERE verdict IS NULL;
CREATE INDEX matter_subject ON matter (what, subject, id);

CREATE TABLE report (
    matter_id BIGINT NOT NULL REFERENCES matter (id),
    reporter BIGINT NOT NULL REFERENCES person (id), -- a hidden face
    PRIMARY KEY (matter_id, reporter)
) WITHOUT ROWID;

CREATE TABLE sanction (
    id BIGINT NOT NULL PRIMARY KEY,
    community_id BIGINT NOT NULL REFERENCES community (id),
    trace TEXT NOT NULL, -- HMAC; unrelated to the tokens of the person's faces
    kind TEXT NOT NULL,
    anonymous BIGINT NOT NULL,
    what TEXT NOT NULL,
    subject BIGINT NOT NULL,
    reason TEXT NOT NULL, -- sealed
    imposed_by TEXT NOT NULL, -- sealed
    at BIGINT NOT NULL,
    until BIGINT,
    lifted_at BIGINT
);
CREATE INDEX sanction_trace ON sanction (trace, community_id, id);
CREATE INDEX sanction_list ON sanction (community_id, id);
CREATE INDEX sanction_subject ON sanction (what, subject, id);

CREATE TABLE audit (
    id BIGINT NOT NULL PRIMARY KEY,
    community_id BIGINT NOT NULL REFERENCES community (id),
    at BIGINT NOT NULL,
    done_by TEXT NOT NULL, -- sealed
    action TEXT NOT NULL,
    what TEXT NOT NULL,
    subject BIGINT NOT NULL,
    detail TEXT NOT NULL -- sealed
);
CREATE INDEX audit_list ON audit (community_id, id);
CREATE TRIGGER audit_stays BEFORE DELETE ON audit BEGIN SELECT RAISE (ABORT, 'the audit is never deleted'); END;
CREATE TRIGGER audit_holds BEFORE UPDATE ON audit BEGIN SELECT RAISE (ABORT, 'the audit is never changed'); END;
