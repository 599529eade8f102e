-- Who may command, what people were asked, and which orders were given: what a face needs to act once on each of them.
-- As in 001, times are INTEGER Unix microseconds.

ALTER TABLE operations ADD COLUMN order_key TEXT;
CREATE UNIQUE INDEX one_operation_per_order ON operations (order_key) WHERE order_key IS NOT NULL;

ALTER TABLE events ADD COLUMN key TEXT;
CREATE UNIQUE INDEX one_event_per_key ON events (key) WHERE key IS NOT NULL;

-- Orders that must not be carried out twice, written down before they begin.
CREATE TABLE begun_orders (
  key      TEXT PRIMARY KEY,
  at       INTEGER NOT NULL
) WITHOUT ROWID;

-- The body is encrypted: the line that waits for its answer may hold private text.
CREATE TABLE questions (
  nonce    TEXT PRIMARY KEY,
  asked_by TEXT NOT NULL,
  until    INTEGER NOT NULL,
  taken_by TEXT,
  body     TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX questions_by_member ON questions (asked_by);
CREATE INDEX questions_by_time ON questions (until);

CREATE TABLE members (
  number   INTEGER PRIMARY KEY AUTOINCREMENT,
  id       TEXT NOT NULL UNIQUE,
  name     TEXT NOT NULL,
  role     TEXT NOT NULL,
  time_zone TEXT NOT NULL,
  joined_at INTEGER NOT NULL,
  invited_by TEXT NOT NULL
);

-- Codes that make a member, as SHA-256 digests. Without an until it is the claim of a parent that has no Admin yet.
CREATE TABLE invitations (
  digest   TEXT PRIMARY KEY,
  role     TEXT NOT NULL,
  made_by  TEXT NOT NULL,
  made_by_name TEXT NOT NULL,
  until    INTEGER,
  order_key TEXT,
  used_by  TEXT,
  used_at  INTEGER
) WITHOUT ROWID;
