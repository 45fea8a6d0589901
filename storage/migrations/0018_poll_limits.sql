-- Reason: what was voted under the rule that protects a lone voice stays protected when the rule is lowered later. Of the
-- polls there are, votes are taken to be given under the rule's default.

ALTER TABLE poll ADD COLUMN enough BIGINT NOT NULL DEFAULT 0; -- the most that the rule asked for when anybody voted
UPDATE poll SET enough = 3;
