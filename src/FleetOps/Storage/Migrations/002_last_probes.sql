-- The newest probe of each claw, whole: history has fewer. As in 001, a number never comes back.

ALTER TABLE last_probes RENAME TO last_probes_of_001;

CREATE TABLE last_probes (
  number   INTEGER PRIMARY KEY AUTOINCREMENT,
  claw     TEXT NOT NULL UNIQUE,
  at       INTEGER NOT NULL,
  verdict  TEXT NOT NULL,
  body     TEXT NOT NULL
);

-- Without its verdict the next probe differs, and comes into the history.
INSERT INTO last_probes (claw, at, verdict, body)
SELECT last.claw, last.at, '', probes.body FROM last_probes_of_001 AS last JOIN probes ON probes.number = last.probe;

DROP TABLE last_probes_of_001;
