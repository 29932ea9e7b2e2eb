-- Schema 1. Never edited once released. Days are whole days since 1970-01-01, moments are UTC seconds, money is in minor units.
-- *_sealed: rt-seal.h. *_masked: the masked form beside it. Texts without either hold nothing personal.

CREATE TABLE store (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  uuid TEXT NOT NULL,
  name TEXT NOT NULL,
  contact TEXT NOT NULL DEFAULT '',       -- the store's own public address and telephone, as printed
  privacy_contact TEXT NOT NULL DEFAULT '',
  currency TEXT NOT NULL,
  region TEXT NOT NULL,                   -- ISO 3166 of the store, for phone numbers
  language TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  recovery_key BLOB NOT NULL              -- public half of the recovery sheet's pair
) STRICT;

CREATE TABLE setting (
  id TEXT PRIMARY KEY,
  value TEXT NOT NULL,
  reason TEXT NOT NULL DEFAULT '',
  source TEXT NOT NULL DEFAULT '',
  changed_at INTEGER NOT NULL,
  changed_by INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE matrix (                     -- who sees what; only cells that differ from the default need a row
  class INTEGER NOT NULL,
  role INTEGER NOT NULL,
  access INTEGER NOT NULL,
  PRIMARY KEY (class, role)
) STRICT, WITHOUT ROWID;

CREATE TABLE staff (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  login TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  roles INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('invited', 'waiting', 'active', 'disabled')),
      -- invited: first password from the administrator; waiting: own password chosen, a manager has not let them in yet
  supervisor_id INTEGER REFERENCES staff (id),
  public_key BLOB NOT NULL,
  secret_sealed BLOB NOT NULL,
  kdf_salt BLOB NOT NULL,
  kdf_ops INTEGER NOT NULL,
  kdf_mem_kib INTEGER NOT NULL,
  totp_sealed BLOB,
  totp_step INTEGER NOT NULL DEFAULT 0,
  failures INTEGER NOT NULL DEFAULT 0,
  not_before INTEGER NOT NULL DEFAULT 0,  -- no attempt is looked at before this moment
  trained_until INTEGER,                  -- day; NULL: never trained
  last_sign_in INTEGER,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT;

CREATE TABLE class_key (
  slot INTEGER NOT NULL,                  -- RtClass, RT_KEY_LOOKUP, RT_KEY_AUDIT
  version INTEGER NOT NULL,
  link BLOB NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (slot, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE class_key_wrap (
  slot INTEGER NOT NULL,
  version INTEGER NOT NULL,
  staff_id INTEGER NOT NULL,              -- 0: the recovery sheet
  wrapped BLOB NOT NULL,
  PRIMARY KEY (slot, version, staff_id),
  FOREIGN KEY (slot, version) REFERENCES class_key (slot, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE log (
  seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  actor INTEGER NOT NULL,
  action TEXT NOT NULL,
  subject TEXT,                           -- table
  row INTEGER,
  fields INTEGER NOT NULL DEFAULT 0,
  reason TEXT,
  origin TEXT,
  detail TEXT,
  mac BLOB NOT NULL
) STRICT;
CREATE INDEX log_by_row ON log (subject, row);
CREATE INDEX log_by_actor ON log (actor, seq);

CREATE TABLE chain (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  seq INTEGER NOT NULL,
  next_key BLOB NOT NULL,
  mac BLOB NOT NULL
) STRICT;

CREATE TABLE sequence (                   -- numbers people read: never reused
  id TEXT PRIMARY KEY,                    -- 'order', 'ticket', 'customer', 'print'
  next INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE customer (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  number INTEGER NOT NULL UNIQUE,         -- C-1042
  contact_sealed BLOB,
  contact_masked BLOB,
  phone_digest BLOB,                      -- rt_lookup_digest
  phone2_digest BLOB,
  email_digest BLOB,
  source TEXT,                            -- layout it was imported from
  source_ref TEXT,
  created_at INTEGER NOT NULL,
  created_by INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  rev INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX customer_by_phone ON customer (phone_digest) WHERE phone_digest IS NOT NULL;
CREATE INDEX customer_by_phone2 ON customer (phone2_digest) WHERE phone2_digest IS NOT NULL;
CREATE INDEX customer_by_email ON customer (email_digest) WHERE email_digest IS NOT NULL;
CREATE INDEX customer_by_change ON customer (changed_at);   -- what the name search takes in anew
CREATE UNIQUE INDEX customer_by_source ON customer (source, source_ref) WHERE source IS NOT NULL;

CREATE TABLE address (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  customer_id INTEGER NOT NULL REFERENCES customer (id),
  address_sealed BLOB,
  address_masked BLOB,
  created_at INTEGER NOT NULL,
  rev INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX address_by_customer ON address (customer_id);

CREATE TABLE product (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  code TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  category TEXT NOT NULL DEFAULT '',
  list_price INTEGER,
  warranty TEXT NOT NULL DEFAULT 'case' CHECK (warranty IN ('upholstery', 'case', 'glass', 'hardwood', 'none')),
  active INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE notice (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  version INTEGER UNIQUE,                 -- NULL while a draft
  state TEXT NOT NULL CHECK (state IN ('draft', 'published')),
  published_at INTEGER,
  published_by INTEGER,
  changed_at INTEGER NOT NULL
) STRICT;
CREATE TABLE notice_part (
  notice_id INTEGER NOT NULL REFERENCES notice (id),
  language TEXT NOT NULL,
  part TEXT NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (notice_id, language, part)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER notice_part_frozen_insert BEFORE INSERT ON notice_part
  WHEN (SELECT state FROM notice WHERE id = NEW.notice_id) = 'published' BEGIN SELECT RAISE (ABORT, 'frozen'); END;
CREATE TRIGGER notice_part_frozen_update BEFORE UPDATE ON notice_part
  WHEN (SELECT state FROM notice WHERE id = OLD.notice_id) = 'published' BEGIN SELECT RAISE (ABORT, 'frozen'); END;
CREATE TRIGGER notice_part_frozen_delete BEFORE DELETE ON notice_part
  WHEN (SELECT state FROM notice WHERE id = OLD.notice_id) = 'published' BEGIN SELECT RAISE (ABORT, 'frozen'); END;
CREATE TRIGGER notice_frozen BEFORE UPDATE ON notice
  WHEN OLD.state = 'published' BEGIN SELECT RAISE (ABORT, 'frozen'); END;

CREATE TABLE orders (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  number INTEGER NOT NULL UNIQUE,         -- SO-10482
  customer_id INTEGER NOT NULL REFERENCES customer (id),
  address_id INTEGER REFERENCES address (id),
  state TEXT NOT NULL CHECK (state IN ('open', 'awaiting-delivery', 'delivered', 'completed', 'cancelled')),
  ordered_on INTEGER NOT NULL,            -- day
  taken_by INTEGER,                       -- staff; NULL when imported
  deliver_from INTEGER,                   -- days of the delivery window
  deliver_to INTEGER,
  deliver_time TEXT NOT NULL DEFAULT '',  -- 'morning', 'afternoon', 'evening', ''
  planned_by INTEGER,                     -- dispatcher
  delivered_on INTEGER,
  currency TEXT NOT NULL,
  total INTEGER NOT NULL,                 -- of the lines, as entered
  paid INTEGER NOT NULL DEFAULT 0,        -- sum of payments
  pieces INTEGER NOT NULL DEFAULT 0,
  n_lines INTEGER NOT NULL DEFAULT 0,
  home_sealed BLOB,
  home_masked BLOB,
  source TEXT,
  source_ref TEXT,
  created_at INTEGER NOT NULL,
  created_by INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  rev INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX orders_by_customer ON orders (customer_id);
CREATE INDEX orders_by_day ON orders (ordered_on, id);
CREATE INDEX orders_by_state ON orders (state, id);
CREATE INDEX orders_by_total ON orders (total, id);
CREATE INDEX orders_by_delivery ON orders (deliver_from, id);
CREATE INDEX orders_by_taker ON orders (taken_by, id);
CREATE UNIQUE INDEX orders_by_source ON orders (source, source_ref) WHERE source IS NOT NULL;

CREATE TABLE order_line (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  order_id INTEGER NOT NULL REFERENCES orders (id),
  position INTEGER NOT NULL,
  product_id INTEGER REFERENCES product (id),
  description TEXT NOT NULL,
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  unit_price INTEGER,                     -- as entered; NULL when only the total is known
  line_total INTEGER NOT NULL,            -- as entered; need not divide by quantity
  custom_made INTEGER NOT NULL DEFAULT 0,
  custom_note TEXT NOT NULL DEFAULT '',
  warranty TEXT NOT NULL DEFAULT 'case' CHECK (warranty IN ('upholstery', 'case', 'glass', 'hardwood', 'none')),
  warranty_months INTEGER NOT NULL DEFAULT 12,
  source_ref TEXT
) STRICT;
CREATE INDEX order_line_by_order ON order_line (order_id, position);

CREATE TABLE payment (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  order_id INTEGER NOT NULL REFERENCES orders (id),
  kind TEXT NOT NULL CHECK (kind IN ('deposit', 'payment', 'refund')),
  method TEXT NOT NULL CHECK (method IN ('cash', 'card', 'transfer', 'wechat', 'alipay', 'other')),
  amount INTEGER NOT NULL,                -- positive; a refund subtracts
  paid_on INTEGER NOT NULL,               -- day
  taken_by INTEGER NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX payment_by_order ON payment (order_id);

CREATE TABLE acknowledgement (            -- of a notice, on an order; nothing is overwritten
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  order_id INTEGER NOT NULL REFERENCES orders (id),
  customer_id INTEGER NOT NULL REFERENCES customer (id),
  notice_id INTEGER NOT NULL REFERENCES notice (id),
  language TEXT NOT NULL,
  channel TEXT NOT NULL,                  -- 'counter', 'telephone', 'paper'
  taken_by INTEGER NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX acknowledgement_by_order ON acknowledgement (order_id);

CREATE TABLE consent_event (              -- asked, given, refused, withdrawn; nothing is overwritten
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  customer_id INTEGER NOT NULL REFERENCES customer (id),
  order_id INTEGER REFERENCES orders (id),
  purpose TEXT NOT NULL,                  -- rt_purpose_id
  event TEXT NOT NULL CHECK (event IN ('asked', 'given', 'refused', 'withdrawn')),
  notice_id INTEGER REFERENCES notice (id),
  language TEXT NOT NULL,
  channel TEXT NOT NULL,
  taken_by INTEGER NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX consent_event_by_customer ON consent_event (customer_id, purpose, id);

CREATE TABLE ticket (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  number INTEGER NOT NULL UNIQUE,         -- ST-2071
  order_id INTEGER NOT NULL REFERENCES orders (id),
  line_id INTEGER REFERENCES order_line (id),
  customer_id INTEGER NOT NULL REFERENCES customer (id),
  type TEXT NOT NULL CHECK (type IN ('defect', 'repair', 'parts', 'visit', 'other')),
  priority TEXT NOT NULL CHECK (priority IN ('low', 'normal', 'high', 'urgent')),
  state TEXT NOT NULL CHECK (state IN ('new', 'in-progress', 'waiting', 'resolved', 'closed')),
  assigned_to INTEGER,
  opened_by INTEGER NOT NULL,
  opened_at INTEGER NOT NULL,
  warranty_until INTEGER,                 -- day, as it stood when the ticket was opened
  visit_on INTEGER,                       -- day of the booked visit
  visit_time TEXT NOT NULL DEFAULT '',
  visit_planned_by INTEGER,
  visit_done INTEGER NOT NULL DEFAULT 0,
  access_sealed BLOB,                     -- erased when the visit is done
  service_sealed BLOB,                    -- what is wrong, resolution
  service_masked BLOB,
  resolved_at INTEGER,
  changed_at INTEGER NOT NULL,
  rev INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX ticket_by_order ON ticket (order_id);
CREATE INDEX ticket_by_customer ON ticket (customer_id);
CREATE INDEX ticket_by_state ON ticket (state, id);
CREATE INDEX ticket_by_assignee ON ticket (assigned_to, state, id);
CREATE INDEX ticket_by_visit ON ticket (visit_on) WHERE visit_on IS NOT NULL;

CREATE TABLE diary (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  ticket_id INTEGER NOT NULL REFERENCES ticket (id),
  at INTEGER NOT NULL,
  by INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('note', 'state', 'assigned', 'visit', 'priority')),
  from_word TEXT,                         -- the former state, assignee id, day …
  to_word TEXT,
  service_sealed BLOB,
  service_masked BLOB
) STRICT;
CREATE INDEX diary_by_ticket ON diary (ticket_id, id);

CREATE TABLE draft (                      -- unfinished work, sealed to its author alone
  staff_id INTEGER NOT NULL REFERENCES staff (id),
  kind TEXT NOT NULL,                     -- 'order', 'ticket:17'
  sealed BLOB NOT NULL,
  changed_at INTEGER NOT NULL,
  PRIMARY KEY (staff_id, kind)
) STRICT, WITHOUT ROWID;

CREATE TABLE printed (                    -- the print list: each sheet with its number
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  number INTEGER NOT NULL,                -- a reprint keeps it
  kind TEXT NOT NULL,                     -- 'order', 'ticket', 'notice', 'notice-counter', 'recovery'
  row INTEGER,
  notice_id INTEGER,
  language TEXT NOT NULL,
  at INTEGER NOT NULL,                    -- when the number was given
  by INTEGER NOT NULL,
  went_at INTEGER                         -- when the sheet went out; NULL: it was not printed
) STRICT;
CREATE INDEX printed_by_row ON printed (kind, row);
