-- Which order each key of a program stands for: a digest of what was ordered, for the order may hold what is nobody's
-- business. As in 001, times are INTEGER Unix microseconds.

CREATE TABLE order_keys (
  key      TEXT PRIMARY KEY,
  digest   TEXT NOT NULL,
  at       INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX order_keys_by_time ON order_keys (at);
