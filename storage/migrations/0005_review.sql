-- Reason: what is held for a moderator. An author has one standing or held opinion on a question.

DROP INDEX opinion_one;
CREATE UNIQUE INDEX opinion_one ON opinion (question_id, author) WHERE removed <> 1;
