-- Reason: a question may have a picture. It is sealed: while the form is being filled in nobody else may see it, and what
-- is held or removed is for nobody any more. A form's goes with the form, however that goes.

CREATE TABLE picture (
    id BIGINT NOT NULL PRIMARY KEY REFERENCES question (id),
    content TEXT NOT NULL -- sealed
);

CREATE TABLE sketch (
    id BIGINT NOT NULL PRIMARY KEY REFERENCES form (id) ON DELETE CASCADE,
    content TEXT NOT NULL -- sealed: the picture of a form
);
