-- Reason: whoever is sanctioned can object, and moderators read it without learning who it is.

ALTER TABLE sanction ADD COLUMN objection TEXT; -- sealed
