-- Schema 2: what roles may do, and the tables of signing in, keys, reveals, review and training.

CREATE TABLE role_right (                 -- what roles may do; only what differs from the default needs a row
  role INTEGER NOT NULL,
  right TEXT NOT NULL,                    -- rt_right_id
  allowed INTEGER NOT NULL CHECK (allowed IN (0, 1)),
  PRIMARY KEY (role, right)
) STRICT, WITHOUT ROWID;

CREATE INDEX log_by_act ON log (actor, action, at);   -- how often somebody did something since: limits per hour and day

-- Signing in --

ALTER TABLE store ADD COLUMN kdf_ops INTEGER;       -- what stretching a password costs in this store, as measured at
ALTER TABLE store ADD COLUMN kdf_mem_kib INTEGER;   -- set-up; NULL: the program's own standard
ALTER TABLE staff ADD COLUMN locked_at INTEGER;     -- there were too many wrong attempts; NULL: not locked

CREATE TABLE staff_code (                 -- single-use recovery codes, for whoever has lost the authenticator
  staff_id INTEGER NOT NULL REFERENCES staff (id),
  digest BLOB NOT NULL,                   -- rt-spare-code.h
  used_at INTEGER,
  PRIMARY KEY (staff_id, digest)
) STRICT, WITHOUT ROWID;

CREATE TABLE stranger (                   -- wrong attempts of names that do not exist, a thousand names to a row or so
  bucket INTEGER PRIMARY KEY CHECK (bucket BETWEEN 0 AND 1023),
  failures INTEGER NOT NULL,
  not_before INTEGER NOT NULL
) STRICT;

-- Keys --

ALTER TABLE class_key_wrap ADD COLUMN vouched BLOB;   -- rt_class_key_vouch(): a holder of the key gave it to this public key

CREATE TABLE rotation (                   -- new versions of class keys: asked for, under way, finished
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  slot INTEGER NOT NULL,
  reason TEXT NOT NULL,                   -- rt_rotation_reasons
  asked_at INTEGER NOT NULL,
  asked_by INTEGER NOT NULL,
  version INTEGER,                        -- made for it; NULL: waits for somebody who holds the key
  pass INTEGER NOT NULL DEFAULT 0,        -- over the sealed values, from the first to the last
  place INTEGER NOT NULL DEFAULT 0,       -- how far it is: which column, and the last row of it
  cursor INTEGER NOT NULL DEFAULT 0,
  changed INTEGER NOT NULL DEFAULT 0,     -- values renewed in this pass; one that renews none shows that all are
  damaged INTEGER NOT NULL DEFAULT 0,     -- values in this pass that do not open
  done INTEGER NOT NULL DEFAULT 0,        -- values renewed in all
  finished_at INTEGER
) STRICT;
CREATE INDEX rotation_open ON rotation (slot) WHERE finished_at IS NULL;

-- Reveals --

CREATE TABLE reveal_ask (                 -- somebody asks for more reveals today; nothing is overwritten
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  staff_id INTEGER NOT NULL REFERENCES staff (id),
  day INTEGER NOT NULL,                   -- lapses with it
  reason TEXT NOT NULL,
  asked_at INTEGER NOT NULL
) STRICT;
CREATE INDEX reveal_ask_by_day ON reveal_ask (day, staff_id);
CREATE TABLE reveal_allowance (           -- a manager's answer
  ask_id INTEGER PRIMARY KEY REFERENCES reveal_ask (id),
  extra INTEGER NOT NULL CHECK (extra BETWEEN 0 AND 500), -- 0: refused
  answered_by INTEGER NOT NULL REFERENCES staff (id),
  answered_at INTEGER NOT NULL
) STRICT;

-- Review --

CREATE INDEX log_by_time ON log (at, actor, action);   -- days of the log, and the picture of looks
CREATE INDEX log_no_job ON log (at) WHERE detail = 'no-job';

CREATE TABLE review (                     -- how far the log was read for what should not happen
  id INTEGER PRIMARY KEY CHECK (id = 1),
  seq INTEGER NOT NULL,                   -- of the last entry that was read
  at INTEGER NOT NULL
) STRICT;
INSERT INTO review (id, seq, at) VALUES (1, 0, 0);

CREATE TABLE finding (                    -- what a rule found: numbers only; never deleted
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  rule TEXT NOT NULL,                     -- rt_review_rule_id
  staff_id INTEGER NOT NULL REFERENCES staff (id),
  day INTEGER NOT NULL,                   -- it is about; of several days the first
  customer_id INTEGER NOT NULL DEFAULT 0, -- looked at again and again; 0: not about one
  severity INTEGER NOT NULL CHECK (severity BETWEEN 1 AND 3),
  from_at INTEGER NOT NULL,
  to_at INTEGER NOT NULL,
  people INTEGER NOT NULL,                -- different customers
  times INTEGER NOT NULL,                 -- entries
  last_seq INTEGER NOT NULL,
  found_at INTEGER NOT NULL,
  asked_at INTEGER,
  asked_by INTEGER REFERENCES staff (id),
  explanation TEXT,                       -- of the person concerned
  explained_at INTEGER,
  verdict TEXT CHECK (verdict IN ('fine', 'talked', 'incident')),
  note TEXT,
  signed_at INTEGER,                      -- NULL: open
  signed_by INTEGER REFERENCES staff (id)
) STRICT;
CREATE UNIQUE INDEX finding_open ON finding (rule, staff_id, CASE customer_id WHEN 0 THEN day ELSE 0 END, customer_id)
  WHERE signed_at IS NULL;
CREATE INDEX finding_by_staff ON finding (staff_id, asked_at) WHERE asked_at IS NOT NULL;

CREATE TABLE finding_entry (              -- what of the log is behind it, so that the person concerned can be shown it
  finding_id INTEGER NOT NULL REFERENCES finding (id),
  seq INTEGER NOT NULL,
  at INTEGER NOT NULL,
  action TEXT NOT NULL,
  subject TEXT,
  row INTEGER,
  PRIMARY KEY (finding_id, seq)
) STRICT, WITHOUT ROWID;

-- Training --
