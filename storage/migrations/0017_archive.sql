-- Reason: a community can show what is asked in it as public web pages, from the moment on that its moderators say so.
CREATE TABLE archive (
    community_id BIGINT NOT NULL PRIMARY KEY REFERENCES community (id),
    slug TEXT NOT NULL UNIQUE -- its name in addresses, for good
) WITHOUT ROWID;
CREATE TABLE exhibit (
    question_id BIGINT NOT NULL PRIMARY KEY REFERENCES question (id), -- asked while the archive was open
    community_id BIGINT NOT NULL REFERENCES community (id),
    number BIGINT NOT NULL,
    kind TEXT NOT NULL, -- as of the question
    topic TEXT,
    opinions BIGINT NOT NULL DEFAULT 0 -- standing ones
) WITHOUT ROWID;
CREATE INDEX exhibit_number ON exhibit (community_id, number);
CREATE INDEX exhibit_latest ON exhibit (community_id, kind, number);
CREATE INDEX exhibit_discussed ON exhibit (community_id, kind, opinions, number);
CREATE INDEX exhibit_topic ON exhibit (community_id, topic, number) WHERE topic IS NOT NULL;
