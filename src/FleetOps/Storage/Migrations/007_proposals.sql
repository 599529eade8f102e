-- What agents want done and a person decides. The body is sealed: a command may hold what is nobody's business.

CREATE TABLE proposals (
  id        TEXT PRIMARY KEY,
  at        INTEGER NOT NULL,
  is_open   INTEGER NOT NULL,
  order_key TEXT,
  version   INTEGER NOT NULL,
  body      TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX proposals_open ON proposals (at) WHERE is_open = 1;
CREATE INDEX proposals_by_time ON proposals (at);
CREATE UNIQUE INDEX proposals_by_order ON proposals (order_key) WHERE order_key IS NOT NULL;
