-- Reason: contacts are destroyed in time, keys are renewed, and people are forgotten: what is a person's has to be found,
-- and it has to be known which key still recognises whom.

ALTER TABLE person ADD COLUMN key TEXT; -- name of the key that the token was made with; NULL: not known; '': forgotten
ALTER TABLE sanction ADD COLUMN key TEXT; -- the same of its trace, once a rotation renewed it
ALTER TABLE question ADD COLUMN ended_at BIGINT; -- closed or taken away since
UPDATE question SET ended_at = posted_at WHERE status IN ('closed', 'removed');
CREATE INDEX question_asker ON question (asker);
CREATE INDEX reply_author ON reply (author, question_id);
CREATE INDEX report_reporter ON report (reporter);
CREATE INDEX form_touched ON form (touched_at);

CREATE TABLE errand (
    id BIGINT NOT NULL PRIMARY KEY, -- random
    content TEXT NOT NULL -- sealed: what is to be done, and when
) WITHOUT ROWID;

CREATE TABLE rotation (
    key TEXT NOT NULL PRIMARY KEY, -- name of the new key
    done BIGINT NOT NULL
) WITHOUT ROWID;
