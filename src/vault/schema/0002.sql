-- Schema 2: what roles may do, and the tables of signing in, keys, reveals, review and training.

CREATE TABLE role_right (                 -- what roles may do; only what differs from the default needs a row
  role INTEGER NOT NULL,
  right TEXT NOT NULL,                    -- rt_right_id
  allowed INTEGER NOT NULL CHECK (allowed IN (0, 1)),
  PRIMARY KEY (role, right)
) STRICT, WITHOUT ROWID;

CREATE INDEX log_by_act ON log (actor, action, at);   -- how often somebody did something since: limits per hour and day

-- Signing in --

-- Keys --

-- Reveals --

-- Review --

-- Training --
