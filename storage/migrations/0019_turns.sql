-- Reason: those who follow a question hear that it was closed or opened again, and that its asker chose what was most
-- helpful: so it must be known which of it they have not heard yet.

CREATE TABLE turn (
    question_id BIGINT NOT NULL REFERENCES question (id),
    kind TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (question_id, kind)
) WITHOUT ROWID;
