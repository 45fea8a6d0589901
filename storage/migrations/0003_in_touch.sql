-- Reason: after a restart the private chats of those the bot was in touch with lately are read.

CREATE INDEX person_platform ON person (platform) WHERE contact IS NOT NULL;
