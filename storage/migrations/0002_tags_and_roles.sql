-- Reason: the status of a question shows as a tag of a Discord forum, which must be known again after somebody renamed
-- it; and moderators can say which role on Discord decides which category.

CREATE TABLE mark (
    place_id BIGINT NOT NULL REFERENCES place (id),
    key TEXT NOT NULL,
    value TEXT NOT NULL, -- the platform's id of something in the place, never of a person
    PRIMARY KEY (place_id, key)
) WITHOUT ROWID;

-- Which category a badge stands for: a role on Discord. Who wears one is not stored.
CREATE TABLE badge (
    community_id BIGINT NOT NULL REFERENCES community (id),
    platform TEXT NOT NULL,
    badge TEXT NOT NULL,
    category TEXT NOT NULL,
    PRIMARY KEY (community_id, platform, badge)
) WITHOUT ROWID;
