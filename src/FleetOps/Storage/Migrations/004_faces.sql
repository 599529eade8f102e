-- What a chat face must not forget. Bodies are ciphertexts of Data Protection: people send secrets.

-- An id stays known after its body went, so that an update that comes again is known by its id.
CREATE TABLE inbox (
  number   INTEGER PRIMARY KEY AUTOINCREMENT,
  id       INTEGER NOT NULL UNIQUE,
  at       INTEGER NOT NULL,
  chat     INTEGER NOT NULL,
  body     TEXT
);
CREATE INDEX unfinished_inbox ON inbox (number) WHERE body IS NOT NULL;
CREATE INDEX finished_inbox ON inbox (at) WHERE body IS NULL;

CREATE TABLE outbox (
  number   INTEGER PRIMARY KEY AUTOINCREMENT,
  revision INTEGER NOT NULL,
  chat     INTEGER NOT NULL,
  kind     TEXT NOT NULL,
  card     TEXT,
  message  INTEGER,
  at       INTEGER NOT NULL,
  not_before INTEGER,
  attempts INTEGER NOT NULL,
  body     TEXT NOT NULL
);
CREATE UNIQUE INDEX one_waiting_item_per_card ON outbox (chat, card) WHERE card IS NOT NULL;

CREATE TABLE cards (
  number   INTEGER PRIMARY KEY AUTOINCREMENT,
  key      TEXT NOT NULL,
  chat     INTEGER NOT NULL,
  message  INTEGER,
  is_last  INTEGER NOT NULL,
  touched_at INTEGER NOT NULL,
  body     TEXT NOT NULL,
  UNIQUE (key, chat)
);
CREATE INDEX cards_by_message ON cards (chat, message);
CREATE INDEX cards_by_time ON cards (touched_at);
