-- What people made of incidents, what they were shown of them, who wants quiet, who gets which digest, and how full the
-- data disks were. Who acknowledged stands beside the incident, not in it: the watch writes the one, people the other.

CREATE TABLE acknowledgements (
  incident INTEGER PRIMARY KEY,
  body     TEXT NOT NULL
);

CREATE TABLE silences (
  number   INTEGER PRIMARY KEY AUTOINCREMENT,
  until    INTEGER NOT NULL,
  body     TEXT NOT NULL
);
CREATE INDEX silences_by_end ON silences (until);

CREATE TABLE alert_cards (
  key      TEXT PRIMARY KEY,
  at       INTEGER NOT NULL,
  body     TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE alert_card_incidents (
  incident INTEGER PRIMARY KEY,
  key      TEXT NOT NULL REFERENCES alert_cards (key) ON DELETE CASCADE,
  is_over  INTEGER NOT NULL
);
CREATE INDEX alert_card_incidents_by_key ON alert_card_incidents (key);
CREATE INDEX alert_cards_not_over ON alert_card_incidents (key) WHERE is_over = 0;

CREATE TABLE digests (
  number   INTEGER PRIMARY KEY AUTOINCREMENT,
  member   TEXT NOT NULL,
  cron     TEXT NOT NULL,
  body     TEXT NOT NULL,
  UNIQUE (member, cron)
);

-- Who was given the digests that everybody begins with: whoever removes them does not get them back.
CREATE TABLE digest_members (
  member   TEXT PRIMARY KEY
) WITHOUT ROWID;

CREATE TABLE disk_levels (
  claw     TEXT NOT NULL,
  at       INTEGER NOT NULL,
  percent  INTEGER NOT NULL,
  PRIMARY KEY (claw, at)
) WITHOUT ROWID;
CREATE INDEX disk_levels_by_time ON disk_levels (at);

CREATE INDEX closed_incidents ON incidents (closed_at) WHERE closed_at IS NOT NULL;
