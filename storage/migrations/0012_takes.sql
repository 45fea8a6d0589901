-- Reason: a take is a long text by a member. It is numbered, posted, held, removed and answered like a question, and stands
-- in the same table; the name it may stand under is sealed like every name. Takes are listed by an index of their own.
-- And a question may be on one of its community's topics.

ALTER TABLE question ADD COLUMN kind TEXT NOT NULL DEFAULT 'question'; -- or 'take'
ALTER TABLE question ADD COLUMN name TEXT; -- sealed: the name that a take stands under
ALTER TABLE question ADD COLUMN topic TEXT; -- one that its community had when it was asked
CREATE INDEX question_takes ON question (community_id, number) WHERE kind = 'take';
