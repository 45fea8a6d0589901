-- The whole schema, as all migrations together make it, in alphabetical order. A test holds it to that.

CREATE TABLE alias (
    question_id BIGINT NOT NULL REFERENCES question (id),
    category TEXT NOT NULL,
    person_id BIGINT NOT NULL REFERENCES person (id),
    number BIGINT NOT NULL,
    shielded BIGINT NOT NULL DEFAULT 0, -- 1: stays among the others for good
    PRIMARY KEY (question_id, category, person_id),
    UNIQUE (question_id, category, number)
) WITHOUT ROWID;

CREATE TABLE appointment (
    kind TEXT NOT NULL,
    subject BIGINT NOT NULL, -- a question or a community
    at BIGINT NOT NULL, -- what it was made for
    due_at BIGINT NOT NULL, -- later than that once it failed
    failures BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (kind, subject)
) WITHOUT ROWID;
CREATE INDEX appointment_due ON appointment (due_at);

CREATE TABLE archive (
    community_id BIGINT NOT NULL PRIMARY KEY REFERENCES community (id),
    slug TEXT NOT NULL UNIQUE -- its name in addresses, for good
) WITHOUT ROWID;

CREATE TABLE audit (
    id BIGINT NOT NULL PRIMARY KEY,
    community_id BIGINT NOT NULL REFERENCES community (id),
    at BIGINT NOT NULL,
    done_by TEXT NOT NULL, -- sealed
    action TEXT NOT NULL,
    what TEXT NOT NULL,
    subject BIGINT NOT NULL,
    detail TEXT NOT NULL -- sealed
);
CREATE INDEX audit_list ON audit (community_id, id);
CREATE TRIGGER audit_stays BEFORE DELETE ON audit BEGIN SELECT RAISE (ABORT, 'the audit is never deleted'); END;
CREATE TRIGGER audit_holds BEFORE UPDATE ON audit BEGIN SELECT RAISE (ABORT, 'the audit is never changed'); END;

CREATE TABLE badge (
    community_id BIGINT NOT NULL REFERENCES community (id),
    platform TEXT NOT NULL,
    badge TEXT NOT NULL,
    category TEXT NOT NULL,
    PRIMARY KEY (community_id, platform, badge)
) WITHOUT ROWID;

CREATE TABLE ballot (
    question_id BIGINT NOT NULL REFERENCES poll (question_id),
    mark TEXT NOT NULL, -- HMAC, as for votes
    choice BIGINT NOT NULL, -- the place of the option, from 0
    category TEXT NOT NULL, -- '?' for those who have none, or whom it would give away
    PRIMARY KEY (question_id, mark)
) WITHOUT ROWID;

CREATE TABLE belonging (
    person_id BIGINT NOT NULL REFERENCES person (id),
    community_id BIGINT NOT NULL REFERENCES community (id),
    category TEXT, -- NULL: never asked; empty: rather not say
    PRIMARY KEY (person_id, community_id)
) WITHOUT ROWID;
CREATE INDEX belonging_category ON belonging (community_id, category);

CREATE TABLE category (
    community_id BIGINT NOT NULL REFERENCES community (id),
    key TEXT NOT NULL,
    position BIGINT NOT NULL,
    singular TEXT NOT NULL,
    plural TEXT NOT NULL,
    emoji TEXT NOT NULL,
    PRIMARY KEY (community_id, key)
) WITHOUT ROWID;

CREATE TABLE code (
    hash TEXT NOT NULL PRIMARY KEY, -- SHA-256 of a one-time code
    community_id BIGINT NOT NULL REFERENCES community (id),
    until BIGINT NOT NULL
) WITHOUT ROWID;

CREATE TABLE community (
    id BIGINT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    questions BIGINT NOT NULL DEFAULT 0 -- the last number given to a question
) WITHOUT ROWID;

CREATE TABLE counter (
    name TEXT NOT NULL PRIMARY KEY,
    value BIGINT NOT NULL
) WITHOUT ROWID;

CREATE TABLE cursor (
    platform TEXT NOT NULL PRIMARY KEY,
    position BIGINT NOT NULL
) WITHOUT ROWID;

CREATE TABLE entry (
    id BIGINT NOT NULL PRIMARY KEY,
    shelf_id BIGINT NOT NULL REFERENCES shelf (id),
    question_id BIGINT NOT NULL UNIQUE REFERENCES question (id),
    title TEXT NOT NULL, -- numbers of terms, in hex
    body TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE errand (
    id BIGINT NOT NULL PRIMARY KEY, -- random
    content TEXT NOT NULL -- sealed: what is to be done, and when
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

CREATE TABLE follow (
    question_id BIGINT NOT NULL REFERENCES question (id),
    person_id BIGINT NOT NULL REFERENCES person (id), -- a hidden face
    since BIGINT NOT NULL,
    PRIMARY KEY (question_id, person_id)
) WITHOUT ROWID;
CREATE INDEX follow_person ON follow (person_id, question_id);

CREATE TABLE form (
    id BIGINT NOT NULL PRIMARY KEY,
    person_id BIGINT NOT NULL REFERENCES person (id),
    name TEXT NOT NULL,
    subject BIGINT NOT NULL, -- 0: about nothing in particular
    step TEXT NOT NULL,
    content TEXT NOT NULL, -- sealed JSON
    touched_at BIGINT NOT NULL,
    turn BIGINT NOT NULL, -- grows with every touch, also within one millisecond
    UNIQUE (person_id, name, subject)
);
CREATE INDEX form_turn ON form (person_id, turn);
CREATE INDEX form_touched ON form (touched_at);

CREATE TABLE inbox (
    id BIGINT NOT NULL PRIMARY KEY,
    platform TEXT NOT NULL,
    content TEXT NOT NULL, -- sealed
    failures BIGINT NOT NULL DEFAULT 0,
    aside BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX inbox_waiting ON inbox (platform, id) WHERE aside = 0;
CREATE INDEX inbox_aside ON inbox (aside) WHERE aside = 1;

CREATE TABLE mark (
    place_id BIGINT NOT NULL REFERENCES place (id),
    key TEXT NOT NULL,
    value TEXT NOT NULL, -- the platform's id of something in the place, never of a person
    PRIMARY KEY (place_id, key)
) WITHOUT ROWID;

CREATE TABLE matter (
    id BIGINT NOT NULL PRIMARY KEY,
    community_id BIGINT NOT NULL REFERENCES community (id),
    what TEXT NOT NULL,
    subject BIGINT NOT NULL,
    held BIGINT NOT NULL,
    urgent BIGINT NOT NULL,
    reasons TEXT NOT NULL, -- JSON
    reports BIGINT NOT NULL DEFAULT 0,
    opened_at BIGINT NOT NULL,
    verdict TEXT,
    decided_by TEXT, -- sealed
    reason TEXT, -- sealed
    decided_at BIGINT
);
CREATE UNIQUE INDEX matter_open ON matter (what, subject) WHERE verdict IS NULL;
CREATE INDEX matter_queue ON matter (community_id, urgent, id) WHERE verdict IS NULL;
CREATE INDEX matter_subject ON matter (what, subject, id);

CREATE TABLE migration (
    number BIGINT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    checksum TEXT NOT NULL,
    applied_at BIGINT NOT NULL
) WITHOUT ROWID;

CREATE TABLE notification (
    person_id BIGINT NOT NULL PRIMARY KEY REFERENCES person (id), -- one face, apart from the others
    content TEXT NOT NULL -- sealed: how it wants to be told, and which questions are muted
) WITHOUT ROWID;

CREATE TABLE nudge (
    person_id BIGINT NOT NULL PRIMARY KEY REFERENCES person (id), -- a hidden face
    at BIGINT NOT NULL DEFAULT 0
) WITHOUT ROWID;

CREATE TABLE opinion (
    id BIGINT NOT NULL PRIMARY KEY,
    question_id BIGINT NOT NULL REFERENCES question (id),
    author BIGINT NOT NULL REFERENCES person (id),
    category TEXT NOT NULL, -- '?' for those who have none
    name TEXT, -- sealed
    number BIGINT,
    text TEXT NOT NULL, -- the passages, a blank line between them
    place_id BIGINT REFERENCES place (id),
    written_at BIGINT NOT NULL,
    removed BIGINT NOT NULL DEFAULT 0,
    votes BIGINT NOT NULL DEFAULT 0,
    thanked BIGINT NOT NULL DEFAULT 0, -- 1: by the asker
    helpful BIGINT NOT NULL DEFAULT 0 -- 1: the asker's choice of its category
);
CREATE UNIQUE INDEX opinion_one ON opinion (question_id, author) WHERE removed <> 1;
CREATE INDEX opinion_author ON opinion (author, question_id);
CREATE INDEX opinion_page ON opinion (question_id, category, id, removed) WHERE removed = 0;
CREATE INDEX opinion_week ON opinion (written_at, question_id, category) WHERE removed = 0;
CREATE INDEX opinion_first ON opinion (question_id, written_at) WHERE removed = 0;
CREATE INDEX opinion_private ON opinion (question_id, author) WHERE removed = 0 AND place_id IS NULL;
CREATE INDEX opinion_voted ON opinion (question_id, category, votes, id, removed) WHERE removed = 0;
CREATE UNIQUE INDEX opinion_helpful ON opinion (question_id, category) WHERE helpful = 1 AND removed = 0;

CREATE TABLE outbox (
    id BIGINT NOT NULL PRIMARY KEY,
    what TEXT NOT NULL,
    subject BIGINT NOT NULL,
    recipient BIGINT NOT NULL, -- a place or a person
    lane BIGINT NOT NULL, -- together with the recipient: rows of one lane go one after the other
    to_place BIGINT NOT NULL,
    question_id BIGINT,
    urgency BIGINT NOT NULL,
    revision BIGINT NOT NULL DEFAULT 1,
    attempts BIGINT NOT NULL DEFAULT 0,
    fresh BIGINT NOT NULL,
    state TEXT NOT NULL,
    reason TEXT,
    due_at BIGINT NOT NULL,
    head BIGINT NOT NULL DEFAULT 0, -- 1 for the first of its lane that has not failed
    UNIQUE (what, subject, recipient)
) WITHOUT ROWID;
CREATE INDEX outbox_lane ON outbox (recipient, lane, id) WHERE state <> 'failed';
CREATE UNIQUE INDEX outbox_head ON outbox (recipient, lane) WHERE head = 1;
CREATE INDEX outbox_due ON outbox (urgency, due_at, id, recipient, head, state) WHERE head = 1 AND state = 'waiting';
CREATE INDEX outbox_unsure ON outbox (state) WHERE state = 'unsure';
CREATE INDEX outbox_failed ON outbox (recipient) WHERE state = 'failed';

CREATE TABLE passage (
    id BIGINT NOT NULL PRIMARY KEY,
    opinion_id BIGINT NOT NULL REFERENCES opinion (id),
    text TEXT NOT NULL
);
CREATE INDEX passage_opinion ON passage (opinion_id, id);

CREATE TABLE person (
    id BIGINT NOT NULL PRIMARY KEY,
    token TEXT NOT NULL UNIQUE,
    face TEXT NOT NULL,
    platform TEXT NOT NULL,
    reachable BIGINT NOT NULL,
    contact TEXT, -- sealed; NULL once destroyed
    trace TEXT, -- sealed; by it sanctions still find somebody whose contact was destroyed
    key TEXT, -- name of the key that the token was made with; NULL: not known; '': forgotten
    language TEXT -- sealed; NULL: not known
) WITHOUT ROWID;
CREATE INDEX person_platform ON person (platform) WHERE contact IS NOT NULL;

CREATE TABLE picture (
    id BIGINT NOT NULL PRIMARY KEY REFERENCES question (id),
    content TEXT NOT NULL -- sealed
);

CREATE TABLE place (
    id BIGINT NOT NULL PRIMARY KEY,
    community_id BIGINT NOT NULL REFERENCES community (id),
    platform TEXT NOT NULL,
    address TEXT NOT NULL,
    title TEXT NOT NULL,
    kind TEXT NOT NULL,
    open BIGINT NOT NULL,
    UNIQUE (platform, address)
) WITHOUT ROWID;
CREATE INDEX place_community ON place (community_id, id);

CREATE TABLE poll (
    question_id BIGINT NOT NULL PRIMARY KEY REFERENCES question (id),
    options TEXT NOT NULL, -- JSON
    enough BIGINT NOT NULL DEFAULT 0 -- the most that the rule asked for when anybody voted
) WITHOUT ROWID;

CREATE TABLE poll_tally (
    question_id BIGINT NOT NULL REFERENCES poll (question_id),
    choice BIGINT NOT NULL,
    category TEXT NOT NULL,
    votes BIGINT NOT NULL,
    PRIMARY KEY (question_id, choice, category)
) WITHOUT ROWID;

CREATE VIRTUAL TABLE posting USING fts5 (terms, content = '', detail = 'none', tokenize = 'ascii');

CREATE TABLE question (
    id BIGINT NOT NULL PRIMARY KEY,
    community_id BIGINT NOT NULL REFERENCES community (id),
    number BIGINT NOT NULL,
    asker BIGINT NOT NULL REFERENCES person (id),
    title TEXT NOT NULL,
    details TEXT NOT NULL,
    audience TEXT NOT NULL, -- category keys, separated by commas; empty for everyone
    status TEXT NOT NULL,
    posted_at BIGINT NOT NULL,
    locked BIGINT NOT NULL DEFAULT 0,
    duplicate_of BIGINT REFERENCES question (id),
    ended_at BIGINT, -- closed or taken away since
    asked_as TEXT, -- the category that its asker lets show
    kind TEXT NOT NULL DEFAULT 'question', -- or 'take'
    name TEXT, -- sealed: the name that a take stands under
    topic TEXT, -- one that its community had when it was asked
    silent BIGINT NOT NULL DEFAULT 0, -- 1: closed because nobody wrote any more
    opinions BIGINT NOT NULL DEFAULT 0, -- those that stand
    UNIQUE (community_id, number)
);
CREATE INDEX question_week ON question (community_id, posted_at);
CREATE INDEX question_asker ON question (asker);
CREATE INDEX question_takes ON question (community_id, number) WHERE kind = 'take';
CREATE INDEX question_unanswered ON question (community_id, number) WHERE status = 'open' AND opinions = 0 AND kind = 'question';

CREATE TABLE question_update (
    id BIGINT NOT NULL PRIMARY KEY,
    question_id BIGINT NOT NULL REFERENCES question (id),
    text TEXT NOT NULL,
    written_at BIGINT NOT NULL,
    removed BIGINT NOT NULL DEFAULT 0 -- as for an opinion: 0 stands, 1 is gone, 2 waits
);
CREATE INDEX question_update_page ON question_update (question_id, removed, id);

CREATE TABLE receipt (
    recipient BIGINT NOT NULL, -- a place or a person
    what TEXT NOT NULL,
    subject BIGINT NOT NULL,
    part BIGINT NOT NULL,
    message TEXT NOT NULL,
    thread TEXT,
    ours BIGINT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (recipient, what, subject, part, message)
) WITHOUT ROWID;
CREATE UNIQUE INDEX receipt_message ON receipt (recipient, message) WHERE what <> 'thread';
CREATE UNIQUE INDEX receipt_thread ON receipt (recipient, thread) WHERE what = 'thread';
CREATE INDEX receipt_subject ON receipt (what, subject);

CREATE TABLE related (
    question_id BIGINT NOT NULL REFERENCES question (id),
    position BIGINT NOT NULL,
    other BIGINT NOT NULL REFERENCES question (id),
    PRIMARY KEY (question_id, position)
) WITHOUT ROWID;
CREATE INDEX related_other ON related (other);

CREATE TABLE removal (
    what TEXT NOT NULL,
    subject BIGINT NOT NULL,
    before TEXT, -- the status that a question had
    reason TEXT NOT NULL, -- sealed
    PRIMARY KEY (what, subject)
) WITHOUT ROWID;

CREATE TABLE reply (
    id BIGINT NOT NULL PRIMARY KEY,
    question_id BIGINT NOT NULL REFERENCES question (id),
    opinion_id BIGINT NOT NULL REFERENCES opinion (id),
    author BIGINT NOT NULL REFERENCES person (id),
    role TEXT NOT NULL,
    category TEXT NOT NULL,
    name TEXT, -- sealed
    number BIGINT,
    text TEXT NOT NULL,
    answers BIGINT REFERENCES reply (id),
    place_id BIGINT REFERENCES place (id),
    written_at BIGINT NOT NULL,
    removed BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX reply_under ON reply (opinion_id, id) WHERE removed = 0;
CREATE INDEX reply_private ON reply (opinion_id, author) WHERE removed = 0 AND place_id IS NULL;
CREATE INDEX reply_author ON reply (author, question_id);
CREATE INDEX reply_lately ON reply (question_id, written_at) WHERE removed = 0;

CREATE TABLE report (
    matter_id BIGINT NOT NULL REFERENCES matter (id),
    reporter BIGINT NOT NULL REFERENCES person (id), -- a hidden face
    PRIMARY KEY (matter_id, reporter)
) WITHOUT ROWID;
CREATE INDEX report_reporter ON report (reporter);

CREATE TABLE rotation (
    key TEXT NOT NULL PRIMARY KEY, -- name of the new key
    done BIGINT NOT NULL
) WITHOUT ROWID;

CREATE TABLE rule (
    community_id BIGINT NOT NULL REFERENCES community (id),
    key TEXT NOT NULL,
    value TEXT NOT NULL, -- JSON
    PRIMARY KEY (community_id, key)
) WITHOUT ROWID;

CREATE TABLE sanction (
    id BIGINT NOT NULL PRIMARY KEY,
    community_id BIGINT NOT NULL REFERENCES community (id),
    trace TEXT NOT NULL, -- HMAC; unrelated to the tokens of the person's faces
    kind TEXT NOT NULL,
    anonymous BIGINT NOT NULL,
    what TEXT NOT NULL,
    subject BIGINT NOT NULL,
    reason TEXT NOT NULL, -- sealed
    imposed_by TEXT NOT NULL, -- sealed
    at BIGINT NOT NULL,
    until BIGINT,
    lifted_at BIGINT,
    objection TEXT, -- sealed
    key TEXT -- name of the key that the trace was made with, once a rotation renewed it
);
CREATE INDEX sanction_trace ON sanction (trace, community_id, id);
CREATE INDEX sanction_list ON sanction (community_id, id);
CREATE INDEX sanction_subject ON sanction (what, subject, id);

CREATE TABLE seen (
    platform TEXT NOT NULL,
    key TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (platform, key)
) WITHOUT ROWID;
CREATE INDEX seen_at ON seen (at);

CREATE TABLE shelf (
    id BIGINT NOT NULL PRIMARY KEY,
    community_id BIGINT NOT NULL REFERENCES community (id),
    kind TEXT NOT NULL,
    language TEXT NOT NULL, -- whose stems the terms are
    entries BIGINT NOT NULL DEFAULT 0,
    titles BIGINT NOT NULL DEFAULT 0, -- terms in all titles
    bodies BIGINT NOT NULL DEFAULT 0,
    upto BIGINT, -- the last question that was filled in, NULL once all were
    UNIQUE (community_id, kind)
) WITHOUT ROWID;
CREATE INDEX shelf_unfilled ON shelf (upto) WHERE upto IS NOT NULL;
CREATE TABLE sketch (
    id BIGINT NOT NULL PRIMARY KEY REFERENCES form (id) ON DELETE CASCADE,
    content TEXT NOT NULL -- sealed: the picture of a form
);

CREATE TABLE tally (
    question_id BIGINT NOT NULL REFERENCES question (id),
    category TEXT NOT NULL,
    standing BIGINT NOT NULL,
    PRIMARY KEY (question_id, category)
) WITHOUT ROWID;

CREATE TABLE term (
    id BIGINT NOT NULL PRIMARY KEY,
    shelf_id BIGINT NOT NULL REFERENCES shelf (id),
    word TEXT NOT NULL,
    entries BIGINT NOT NULL,
    UNIQUE (shelf_id, word)
) WITHOUT ROWID;

CREATE TABLE turn (
    question_id BIGINT NOT NULL REFERENCES question (id),
    kind TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (question_id, kind)
) WITHOUT ROWID;

CREATE TABLE vote (
    opinion_id BIGINT NOT NULL REFERENCES opinion (id),
    mark TEXT NOT NULL, -- HMAC; unrelated to the tokens of the voter's faces, and to their marks elsewhere
    PRIMARY KEY (opinion_id, mark)
) WITHOUT ROWID;
