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

-- The policy and the short modules that everybody who works here is taught. staff.trained_until is not used: what somebody
-- has done follows from training_event.

CREATE TABLE lesson (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  topic INTEGER NOT NULL,                 -- what the versions of one text share; 1: the policy
  version INTEGER,                        -- NULL while a draft
  state TEXT NOT NULL CHECK (state IN ('draft', 'published')),
  published_at INTEGER,
  published_by INTEGER,                   -- 0: the program, with its ready-made texts
  changed_at INTEGER NOT NULL,
  UNIQUE (topic, version)
) STRICT;
CREATE UNIQUE INDEX lesson_draft ON lesson (topic) WHERE state = 'draft';
CREATE TABLE lesson_part (
  lesson_id INTEGER NOT NULL REFERENCES lesson (id),
  language TEXT NOT NULL,
  part TEXT NOT NULL,                     -- 'title', 'text', 'question.1', 'answer.1.2', 'why.1'
  text TEXT NOT NULL,
  PRIMARY KEY (lesson_id, language, part)
) STRICT, WITHOUT ROWID;
CREATE TABLE lesson_question (
  lesson_id INTEGER NOT NULL REFERENCES lesson (id),
  number INTEGER NOT NULL CHECK (number > 0),
  right_answer INTEGER NOT NULL CHECK (right_answer > 0),
  PRIMARY KEY (lesson_id, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE lesson_retired (             -- modules that nobody is asked for any more
  topic INTEGER PRIMARY KEY CHECK (topic > 1),
  at INTEGER NOT NULL,
  by INTEGER NOT NULL
) STRICT;

CREATE TRIGGER lesson_part_frozen_insert BEFORE INSERT ON lesson_part
  WHEN (SELECT state FROM lesson WHERE id = NEW.lesson_id) = 'published' BEGIN SELECT RAISE (ABORT, 'frozen'); END;
CREATE TRIGGER lesson_part_frozen_update BEFORE UPDATE ON lesson_part
  WHEN (SELECT state FROM lesson WHERE id = OLD.lesson_id) = 'published' BEGIN SELECT RAISE (ABORT, 'frozen'); END;
CREATE TRIGGER lesson_part_frozen_delete BEFORE DELETE ON lesson_part
  WHEN (SELECT state FROM lesson WHERE id = OLD.lesson_id) = 'published' BEGIN SELECT RAISE (ABORT, 'frozen'); END;
CREATE TRIGGER lesson_question_frozen_insert BEFORE INSERT ON lesson_question
  WHEN (SELECT state FROM lesson WHERE id = NEW.lesson_id) = 'published' BEGIN SELECT RAISE (ABORT, 'frozen'); END;
CREATE TRIGGER lesson_question_frozen_update BEFORE UPDATE ON lesson_question
  WHEN (SELECT state FROM lesson WHERE id = OLD.lesson_id) = 'published' BEGIN SELECT RAISE (ABORT, 'frozen'); END;
CREATE TRIGGER lesson_question_frozen_delete BEFORE DELETE ON lesson_question
  WHEN (SELECT state FROM lesson WHERE id = OLD.lesson_id) = 'published' BEGIN SELECT RAISE (ABORT, 'frozen'); END;
CREATE TRIGGER lesson_frozen_update BEFORE UPDATE ON lesson
  WHEN OLD.state = 'published' BEGIN SELECT RAISE (ABORT, 'frozen'); END;
CREATE TRIGGER lesson_frozen_delete BEFORE DELETE ON lesson
  WHEN OLD.state = 'published' BEGIN SELECT RAISE (ABORT, 'frozen'); END;

CREATE TABLE training_event (             -- nothing is overwritten
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  staff_id INTEGER NOT NULL REFERENCES staff (id),
  lesson_id INTEGER NOT NULL REFERENCES lesson (id),
  event TEXT NOT NULL CHECK (event IN ('acknowledged', 'tried', 'passed', 'published')),
      -- published: whoever published a text has no need to be taught it
  language TEXT NOT NULL,
  asked INTEGER NOT NULL DEFAULT 0,       -- questions
  right_first INTEGER NOT NULL DEFAULT 0, -- of them answered rightly at the first try
  at INTEGER NOT NULL,
  until INTEGER                           -- day; NULL: only tried
) STRICT;
CREATE INDEX training_event_by_staff ON training_event (staff_id, lesson_id, id);
CREATE TRIGGER training_event_kept_update BEFORE UPDATE ON training_event BEGIN SELECT RAISE (ABORT, 'kept'); END;
CREATE TRIGGER training_event_kept_delete BEFORE DELETE ON training_event BEGIN SELECT RAISE (ABORT, 'kept'); END;

CREATE TABLE supervision (                -- of new people: customers stay masked until somebody else says otherwise
  staff_id INTEGER PRIMARY KEY REFERENCES staff (id),
  began_at INTEGER NOT NULL,
  released_at INTEGER,                    -- NULL: not yet
  released_by INTEGER
) STRICT;
CREATE TRIGGER supervision_by_another BEFORE UPDATE ON supervision
  WHEN OLD.released_at IS NOT NULL OR NEW.released_by IS NULL OR NEW.released_by = OLD.staff_id
  BEGIN SELECT RAISE (ABORT, 'supervision'); END;
