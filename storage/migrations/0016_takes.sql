-- Reason: a take is a long text by a member. It is numbered, posted, held, removed and answered like a question, and stands
-- in the same table; the name it may stand under is sealed like every name. Takes are listed by an index of their own.

ALTER TABLE question ADD COLUMN kind TEXT NOT NULL DEFAULT 'question'; -- or 'take'
ALTER TABLE question ADD COLUMN name TEXT; -- sealed: the name that a take stands under
CREATE INDEX question_takes ON question (community_id, number) WHERE kind = 'take';
