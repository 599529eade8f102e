-- The fleet. Times are INTEGER Unix microseconds. A body is the whole record as JSON (StoreJson); the columns beside it
-- are what queries ask for, and the version and the cancel flag, which stand in their column alone.
-- AUTOINCREMENT: a number never comes back, so a number and a version name one content for ever.

CREATE TABLE stamp (
  only     INTEGER PRIMARY KEY CHECK (only = 1),
  kind     TEXT NOT NULL,
  subscription TEXT NOT NULL,
  resource_group TEXT NOT NULL
);

CREATE TABLE claws (
  number   INTEGER PRIMARY KEY AUTOINCREMENT,
  name     TEXT NOT NULL UNIQUE,
  version  INTEGER NOT NULL,
  state    TEXT NOT NULL,
  body     TEXT NOT NULL
);

CREATE TABLE operations (
  number   INTEGER PRIMARY KEY AUTOINCREMENT,
  id       TEXT NOT NULL UNIQUE,
  claw     TEXT NOT NULL,
  version  INTEGER NOT NULL,
  status   TEXT NOT NULL,
  at       INTEGER NOT NULL,
  cancel_requested INTEGER NOT NULL DEFAULT 0,
  body     TEXT NOT NULL
);
CREATE UNIQUE INDEX one_open_operation_per_claw ON operations (claw) WHERE status = 'Open';
CREATE INDEX operations_by_claw ON operations (claw, at, number);
CREATE INDEX operations_by_time ON operations (at, number);

CREATE TABLE restore_points (
  number   INTEGER PRIMARY KEY AUTOINCREMENT,
  id       TEXT NOT NULL UNIQUE,
  claw     TEXT NOT NULL,
  taken_at INTEGER NOT NULL,
  body     TEXT NOT NULL
);
CREATE INDEX restore_points_by_claw ON restore_points (claw, taken_at, number);

CREATE TABLE probes (
  number   INTEGER PRIMARY KEY AUTOINCREMENT,
  claw     TEXT NOT NULL,
  at       INTEGER NOT NULL,
  body     TEXT NOT NULL
);
CREATE INDEX probes_by_claw ON probes (claw, at, number);
CREATE INDEX probes_by_time ON probes (at);

-- The newest probe of each claw, so that a look at the whole fleet does not search its history.
CREATE TABLE last_probes (
  claw     TEXT PRIMARY KEY,
  at       INTEGER NOT NULL,
  probe    INTEGER NOT NULL REFERENCES probes (number) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX last_probes_by_probe ON last_probes (probe);

CREATE TABLE incidents (
  number   INTEGER PRIMARY KEY AUTOINCREMENT,
  claw     TEXT NOT NULL,
  opened_at INTEGER NOT NULL,
  closed_at INTEGER,
  body     TEXT NOT NULL
);
CREATE INDEX incidents_by_claw ON incidents (claw, opened_at, number);
CREATE INDEX open_incidents ON incidents (claw) WHERE closed_at IS NULL;

CREATE TABLE rung_attempts (
  number   INTEGER PRIMARY KEY AUTOINCREMENT,
  claw     TEXT NOT NULL,
  at       INTEGER NOT NULL,
  body     TEXT NOT NULL
);
CREATE INDEX rung_attempts_by_claw ON rung_attempts (claw, at, number);

CREATE TABLE events (
  number   INTEGER PRIMARY KEY AUTOINCREMENT,
  at       INTEGER NOT NULL,
  claw     TEXT,
  by       TEXT NOT NULL,
  kind     TEXT NOT NULL,
  text     TEXT NOT NULL,
  outcome  TEXT
);
CREATE INDEX events_by_time ON events (at, number);
CREATE INDEX events_by_claw ON events (claw, at, number);

CREATE TABLE settings (
  key      TEXT PRIMARY KEY,
  value    TEXT NOT NULL
) WITHOUT ROWID;

-- Ciphertexts of Data Protection, Base64. The digest finds equal values without opening them: HMAC under a key that is
-- itself kept encrypted; a key that can no longer be opened is followed by a new one.
CREATE TABLE secret_digest_keys (
  number   INTEGER PRIMARY KEY AUTOINCREMENT,
  ciphertext TEXT NOT NULL
);

CREATE TABLE secrets (
  claw     TEXT NOT NULL,
  name     TEXT NOT NULL,
  ciphertext TEXT NOT NULL,
  digest_key INTEGER NOT NULL REFERENCES secret_digest_keys (number),
  digest   TEXT NOT NULL,
  PRIMARY KEY (claw, name)
) WITHOUT ROWID;
CREATE INDEX secrets_by_digest ON secrets (name, digest_key, digest);
