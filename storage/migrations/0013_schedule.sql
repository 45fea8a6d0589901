-- Reason: some things happen because time has passed: silent questions are closed, askers are asked what happened, some
-- people are told of questions that nobody answers, and a community hears of its week. Each is a row with its time.

CREATE TABLE appointment (
    kind TEXT NOT NULL,
    subject BIGINT NOT NULL, -- a question or a community
    at BIGINT NOT NULL, -- what it was made for
    due_at BIGINT NOT NULL, -- later than that once it failed
    failures BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (kind, subject)
) WITHOUT ROWID;
CREATE INDEX appointment_due ON appointment (due_at);

-- Who wants to be told of questions that nobody answers, by their hidden face, and when that last happened.
CREATE TABLE nudge (
    person_id BIGINT NOT NULL PRIMARY KEY REFERENCES person (id),
    at BIGINT NOT NULL DEFAULT 0
) WITHOUT ROWID;

ALTER TABLE question ADD COLUMN silent BIGINT NOT NULL DEFAULT 0; -- 1: closed because nobody wrote any more
ALTER TABLE question ADD COLUMN opinions BIGINT NOT NULL DEFAULT 0; -- those that stand
UPDATE question SET opinions = (
    SELECT coalesce(sum(standing), 0) FROM tally WHERE tally.question_id = question.id
);
CREATE INDEX question_unanswered ON question (community_id, number)
    WHERE status = 'open' AND opinions = 0 AND kind = 'question';
CREATE INDEX reply_lately ON reply (question_id, written_at) WHERE removed = 0;

-- What is there already has its appointments from here on, and none lies in the past: what would have been due is spread
-- over a week, at random. The hours below are in milliseconds; "now" is when this runs.
CREATE TABLE moment AS SELECT CAST(strftime('%s', 'now') AS INTEGER) * 1000 AS now;

INSERT INTO appointment (kind, subject, at, due_at)
SELECT 'silence', id, max(posted_at + 720 * 3600000, now) + abs(random() % (168 * 3600000)), 0
FROM question, moment WHERE kind = 'question' AND status = 'open';

INSERT INTO appointment (kind, subject, at, due_at)
SELECT 'happened', id, max(posted_at + 168 * 3600000, now) + abs(random() % (168 * 3600000)), 0
FROM question, moment WHERE kind = 'question' AND status IN ('open', 'closed') AND duplicate_of IS NULL
    AND posted_at > now - 720 * 3600000;

INSERT INTO appointment (kind, subject, at, due_at)
SELECT 'nudge', id, posted_at + 24 * 3600000 + abs(random() % 3600000), 0
FROM question, moment WHERE kind = 'question' AND status = 'open' AND posted_at > now - 24 * 3600000;

-- The first Monday, 9:00 UTC, from now on (1970 began on a Thursday: the first Monday was the fifth day).
INSERT INTO appointment (kind, subject, at, due_at)
SELECT 'week', id, now + 168 * 3600000 - (now - 105 * 3600000) % (168 * 3600000), 0 FROM community, moment;

UPDATE appointment SET due_at = at;
DROP TABLE moment;
