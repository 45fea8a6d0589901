-- Reason: askers add updates, people follow questions, and say how they want to be told. What they want is kept for each
-- face apart, because its effect can be seen in what was brought to a face: if one wish held for all, that would tie them.

CREATE TABLE question_update (
    id BIGINT NOT NULL PRIMARY KEY,
    question_id BIGINT NOT NULL REFERENCES question (id),
    text TEXT NOT NULL,
    written_at BIGINT NOT NULL,
    removed BIGINT NOT NULL DEFAULT 0 -- as for an opinion: 0 stands, 1 is gone, 2 waits
);
CREATE INDEX question_update_page ON question_update (question_id, removed, id);

CREATE TABLE follow (
    question_id BIGINT NOT NULL REFERENCES question (id),
    person_id BIGINT NOT NULL REFERENCES person (id), -- a hidden face
    since BIGINT NOT NULL,
    PRIMARY KEY (question_id, person_id)
) WITHOUT ROWID;
CREATE INDEX follow_person ON follow (person_id, question_id);

CREATE TABLE notification (
    person_id BIGINT NOT NULL PRIMARY KEY REFERENCES person (id), -- one face, apart from the others
    content TEXT NOT NULL -- sealed: how it wants to be told, and which questions are muted
) WITHOUT ROWID;

CREATE INDEX opinion_private ON opinion (question_id, author) WHERE removed = 0 AND place_id IS NULL;
