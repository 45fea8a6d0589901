-- Reason: which language somebody reads narrows down who they are, so it is sealed like a name. What stood there in clear
-- said English of everybody, as there was no other; it is learnt anew when they come back.

ALTER TABLE person DROP COLUMN language;
ALTER TABLE person ADD COLUMN language TEXT; -- sealed; NULL: not known
