/* The gate, for every role, every table and every column of the schema as SQLite itself tells it, against a table
 * written down here from product.md §4. */
#include "config.h"

#include <string.h>

#include "rt-field.h"
#include "rt-vault-fixture.h"

/* Clerk, Service, Dispatcher, Manager, Privacy officer, Administrator; Locked: nobody signed in. */
static const char letters[] = "CSDMPAL";

typedef struct
{
  const char *table;
  const char *columns;
  const char *read; /* who may read, sort by, filter by, group by, count */
  const char *update;
} Expected;

static const Expected expected[] = {
  { "store", "id uuid currency created_at recovery_key kdf_ops kdf_mem_kib", "CSDMPAL", "" },
  { "store", "name contact privacy_contact region language", "CSDMPAL", "MA" },
  { "setting", "id", "CSDMPAL", "" },
  { "setting", "value reason source changed_at changed_by", "CSDMPAL", "MA" },
  { "matrix", "class role", "CSDMPAL", "" },
  { "matrix", "access", "CSDMPAL", "M" },
  { "role_right", "role right", "CSDMPAL", "" },
  { "role_right", "allowed", "CSDMPAL", "M" },
  { "staff", "id created_at", "CSDMPAL", "" },
  { "staff", "last_sign_in", "CSDMPAL", "L" },
  { "staff", "login name roles supervisor_id", "CSDMPAL", "A" },
  { "staff", "state trained_until changed_at", "CSDMPAL", "MA" },
  { "staff", "public_key", "MAL", "A" },
  { "staff", "locked_at", "CSDMPAL", "MAL" },
  { "staff", "failures not_before", "MAL", "MAL" },
  { "staff", "secret_sealed kdf_salt kdf_ops kdf_mem_kib", "L", "A" },
  { "staff", "totp_sealed", "L", "MA" },
  { "staff", "totp_step", "L", "L" },
  { "staff_code", "staff_id", "MA", "" },
  { "staff_code", "digest used_at", "", "" },
  { "stranger", "bucket failures not_before", "", "" },
  { "class_key", "slot version link created_at", "CSDMPAL", "" },
  { "class_key_wrap", "slot version staff_id", "MAL", "" },
  { "class_key_wrap", "wrapped", "L", "" },
  { "class_key_wrap", "vouched", "", "" },
  { "rotation", "id slot reason asked_at asked_by version pass place cursor changed damaged done finished_at", "MA",
    "" },
  { "log", "seq at actor action subject row fields reason origin detail mac", "MP", "" },
  { "chain", "id seq next_key mac", "", "" },
  { "sequence", "id", "CSDMPA", "" },
  { "sequence", "next", "CSDMPA", "CSDMPA" },
  { "review", "id", "MP", "" },
  { "review", "seq at", "MP", "MP" },
  { "finding", "id rule staff_id day customer_id", "CSDMPA", "" },
  { "finding", "severity from_at to_at people times last_seq", "CSDMPA", "MP" },
  { "finding", "found_at", "MP", "" },
  { "finding", "asked_at asked_by", "CSDMPA", "M" },
  { "finding", "explanation explained_at", "CSDMPA", "CSDMPA" },
  { "finding", "verdict note signed_by", "MP", "M" },
  { "finding", "signed_at", "CSDMPA", "M" },
  { "finding_entry", "finding_id seq at action subject row", "CSDMPA", "" },
  { "customer", "id number source source_ref created_at created_by", "CSDMP", "" },
  { "customer", "changed_at rev", "CSDMP", "CM" },
  { "customer", "contact_sealed", "CSDMP", "CM" },
  { "customer", "contact_masked", "CSDMP", "CM" },
  { "customer", "phone_digest phone2_digest email_digest", "CSDM", "CM" },
  { "address", "id customer_id created_at", "CSDMP", "" },
  { "address", "address_sealed address_masked rev", "CSDMP", "CM" },
  { "product", "id", "CSDMP", "" },
  { "product", "code name category list_price warranty active", "CSDMP", "M" },
  { "notice", "id", "CSDMP", "" },
  { "notice", "version state published_at published_by changed_at", "CSDMP", "M" },
  { "notice_part", "notice_id language part", "CSDMP", "" },
  { "notice_part", "text", "CSDMP", "M" },
  { "orders", "id number currency source source_ref created_at created_by", "CSDMP", "" },
  { "orders", "customer_id address_id ordered_on taken_by pieces n_lines", "CSDMP", "CM" },
  { "orders", "state deliver_from deliver_to deliver_time planned_by delivered_on changed_at rev", "CSDMP", "CDM" },
  { "orders", "total paid", "CM", "CM" },
  { "orders", "home_sealed", "CSM", "CM" },
  { "orders", "home_masked", "CSM", "CM" },
  { "order_line", "id order_id source_ref", "CSDMP", "" },
  { "order_line", "position product_id description quantity custom_made custom_note warranty warranty_months", "CSDMP",
    "CM" },
  { "order_line", "unit_price line_total", "CM", "CM" },
  { "payment", "id order_id kind method amount paid_on taken_by created_at", "CM", "" },
  { "acknowledgement", "id order_id customer_id notice_id language channel taken_by at", "CSDMP", "" },
  { "consent_event", "id customer_id order_id purpose event notice_id language channel taken_by at", "CSDMP", "" },
  { "ticket", "id order_id customer_id", "CSDMP", "" },
  { "ticket", "assigned_to state visit_on visit_planned_by visit_done", "CSDMP", "SDM" },
  { "ticket", "number", "CSDMP", "" },
  { "ticket", "opened_by opened_at warranty_until", "CSDM", "" },
  { "ticket", "line_id type priority resolved_at", "CSDM", "SM" },
  { "ticket", "visit_time changed_at rev", "CSDM", "SDM" },
  { "ticket", "access_sealed", "SD", "SDM" },
  { "ticket", "service_sealed service_masked", "CSDM", "SM" },
  { "diary", "id ticket_id at by kind from_word to_word", "CSDM", "" },
  { "diary", "service_sealed service_masked", "CSDM", "SDM" },
  { "lesson", "id topic", "CSDMPA", "" },
  { "lesson", "version state published_at published_by changed_at", "CSDMPA", "MP" },
  { "lesson_part", "lesson_id language part", "CSDMPA", "" },
  { "lesson_part", "text", "CSDMPA", "MP" },
  { "lesson_question", "lesson_id number right_answer", "CSDMPA", "" },
  { "lesson_retired", "topic at by", "CSDMPA", "" },
  { "training_event", "id staff_id lesson_id event language asked right_first at until", "CSDMPA", "" },
  { "supervision", "staff_id began_at", "CSDMPA", "" },
  { "supervision", "released_at released_by", "CSDMPA", "CSDMPA" },
  { "draft", "staff_id kind", "CSDMPA", "" },
  { "draft", "sealed changed_at", "CSDMPA", "CSDMPA" },
  { "printed", "id number kind row notice_id language at by", "CSDMP", "" },
  { "printed", "went_at", "CSDMP", "CSDMP" },
  { "reveal_ask", "id staff_id day reason asked_at", "CSDMP", "" },
  { "reveal_allowance", "ask_id extra answered_by answered_at", "CSDMP", "" },
};

typedef struct
{
  const char *table;
  const char *insert;
  const char *delete;
} ExpectedRows;

static const ExpectedRows expected_rows[] = {
  { "store", "", "" },
  { "setting", "MA", "" },
  { "matrix", "M", "M" },
  { "role_right", "M", "M" },
  { "staff", "A", "" },
  { "staff_code", "", "MA" },
  { "stranger", "", "" },
  { "class_key", "M", "" },
  { "class_key_wrap", "M", "MA" },
  { "rotation", "MA", "" },
  { "log", "", "" },
  { "chain", "", "" },
  { "sequence", "CSDMPA", "" },
  { "review", "", "" },
  { "finding", "MP", "" },
  { "finding_entry", "MP", "" },
  { "customer", "CM", "" },
  { "address", "CM", "" },
  { "product", "M", "" },
  { "notice", "M", "" },
  { "notice_part", "M", "M" },
  { "orders", "CM", "" },
  { "order_line", "CM", "CM" },
  { "payment", "CM", "" },
  { "acknowledgement", "CM", "" },
  { "consent_event", "CM", "" },
  { "ticket", "SM", "" },
  { "diary", "SDM", "" },
  { "lesson", "MP", "MP" },
  { "lesson_part", "MP", "MP" },
  { "lesson_question", "MP", "MP" },
  { "lesson_retired", "MP", "" },
  { "training_event", "CSDMPA", "" },
  { "supervision", "A", "" },
  { "draft", "CSDMPA", "CSDMPA" },
  { "printed", "CSDMP", "" },
  { "reveal_ask", "CSDMP", "" },
  { "reveal_allowance", "M", "" },
};

static RtDb *
open_db (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  RtDb *db = NULL;

  rt_vault_unref (fixture_create (f));
  db = rt_db_open (f->path, RT_DB_WRITE, f->key, &error);
  g_assert_no_error (error);
  return db;
}

static RtGate *
gate_for (char letter)
{
  RtMatrix matrix;

  rt_matrix_init_default (&matrix);
  if (letter == 'L')
    return rt_gate_new_locked ();
  return rt_gate_new (&matrix, RT_ROLES_OF (strchr (letters, letter) - letters));
}

static gboolean
has_word (const char *words, const char *word)
{
  g_auto (GStrv) list = g_strsplit (words, " ", -1);

  return g_strv_contains ((const char *const *) list, word);
}

static const Expected *
find_expected (const char *table, const char *column)
{
  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    if (strcmp (expected[i].table, table) == 0 && has_word (expected[i].columns, column))
      return &expected[i];
  g_error ("nobody has said who may see %s.%s", table, column);
}

static const ExpectedRows *
find_expected_rows (const char *table)
{
  for (gsize i = 0; i < G_N_ELEMENTS (expected_rows); i++)
    if (strcmp (expected_rows[i].table, table) == 0)
      return &expected_rows[i];
  g_error ("nobody has said who may write %s", table);
}

/* "table.column" of everything there is. */
static GPtrArray *
list_columns (RtDb *db)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (RtStatement) statement =
    rt_db_prepare (db,
                   "SELECT m.name || '.' || c.name FROM sqlite_schema m JOIN pragma_table_info (m.name) c"
                   " WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%' ORDER BY 1",
                   &error);
  gboolean row = TRUE;

  g_assert_no_error (error);
  while (rt_statement_step (statement, &row, &error) && row)
    g_ptr_array_add (names, g_strdup (rt_statement_get_text (statement, 0)));
  g_assert_no_error (error);
  g_assert_cmpuint (names->len, >, 150);
  return names;
}

static void
check_statement (RtDb *db, char letter, gboolean may, const char *format, const char *table, const char *column)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) sql = g_string_new (format);
  g_autoptr (RtStatement) statement = NULL;

  g_string_replace (sql, "TABLE", table, 0);
  g_string_replace (sql, "COLUMN", column, 0);
  statement = rt_db_prepare (db, sql->str, &error);
  if ((statement != NULL) == may && (may || g_error_matches (error, RT_ERROR, RT_ERROR_DENIED)))
    return;
  g_test_message ("%c: %s", letter, sql->str);
  g_test_fail ();
}

static void
check_column (RtDb *db, char letter, const char *table, const char *column, const RtGate *gate)
{
  static const char *const readings[] = {
    "SELECT \"COLUMN\" FROM \"TABLE\"",
    "SELECT count (*) FROM \"TABLE\" WHERE \"COLUMN\" IS NULL",
    "SELECT 1 FROM \"TABLE\" ORDER BY \"COLUMN\" LIMIT 1",
    "SELECT count (*) FROM \"TABLE\" GROUP BY \"COLUMN\"",
    "SELECT max (\"COLUMN\") FROM \"TABLE\"",
    "SELECT 1 WHERE EXISTS (SELECT 1 FROM \"TABLE\" AS other WHERE other.\"COLUMN\" = 1)",
    "WITH x AS (SELECT \"COLUMN\" AS y FROM \"TABLE\") SELECT y FROM x",
    "SELECT 1 FROM \"TABLE\" a JOIN \"TABLE\" b ON a.\"COLUMN\" = b.\"COLUMN\"",
  };
  const Expected *line = find_expected (table, column);
  gboolean read = strchr (line->read, letter) != NULL;
  gboolean update = strchr (line->update, letter) != NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (readings); i++)
    check_statement (db, letter, read, readings[i], table, column);
  check_statement (db, letter, update, "UPDATE \"TABLE\" SET \"COLUMN\" = NULL", table, column);
  g_assert_cmpint (rt_gate_may (gate, table, column, FALSE), ==, read);
  g_assert_cmpint (rt_gate_may (gate, table, column, TRUE), ==, update);
}

static void
check_rows (RtDb *db, char letter, const RtGate *gate)
{
  for (gsize i = 0; i < G_N_ELEMENTS (expected_rows); i++)
    {
      const ExpectedRows *line = &expected_rows[i];
      gboolean insert = strchr (line->insert, letter) != NULL;
      gboolean delete = strchr (line->delete, letter) != NULL;

      g_assert_cmpint (rt_gate_may (gate, line->table, NULL, TRUE), ==, insert);
      g_assert_cmpint (rt_gate_may_delete (gate, line->table), ==, delete);
      if (!insert) /* allowed ones need every column that has no default: the model's tests run those */
        check_statement (db, letter, FALSE, "INSERT INTO \"TABLE\" DEFAULT VALUES", line->table, "");
      check_statement (db, letter, delete, "DELETE FROM \"TABLE\"", line->table, "");
    }
}

static void
test_everything (Fixture *f, gconstpointer data)
{
  g_autoptr (RtDb) db = open_db (f);
  g_autoptr (GPtrArray) columns = list_columns (db);

  for (const char *letter = letters; *letter != '\0'; letter++)
    {
      g_autoptr (RtGate) gate = gate_for (*letter);

      rt_db_set_gate (db, gate);
      for (guint i = 0; i < columns->len; i++)
        {
          g_auto (GStrv) name = g_strsplit (g_ptr_array_index (columns, i), ".", 2);

          find_expected_rows (name[0]);
          check_column (db, *letter, name[0], name[1], gate);
        }
      check_rows (db, *letter, gate);
    }
}

static void
check_denied (RtDb *db, const char *sql)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (rt_db_exec (db, sql, &error));
  if (!g_error_matches (error, RT_ERROR, RT_ERROR_DENIED))
    g_error ("not denied: %s: %s", sql, error->message);
}

/* For the one who may most: a manager who is everything else as well. */
static void
test_never (Fixture *f, gconstpointer data)
{
  static const char *const statements[] = {
    "PRAGMA user_version = 7",
    "PRAGMA user_version",
    "PRAGMA rekey = 'x'",
    "PRAGMA journal_mode = DELETE",
    "PRAGMA query_only = 0",
    "ATTACH ':memory:' AS other",
    "DETACH main",
    "CREATE TABLE other (x)",
    "CREATE TEMP TABLE other (x)",
    "CREATE VIEW other AS SELECT 1",
    "CREATE TRIGGER other AFTER INSERT ON customer BEGIN SELECT 1; END",
    "CREATE TEMP TRIGGER other AFTER INSERT ON customer BEGIN SELECT 1; END",
    "CREATE VIRTUAL TABLE other USING fts5 (x)",
    "CREATE INDEX other ON customer (number)",
    "DROP TABLE log",
    "DROP TRIGGER notice_frozen",
    "ALTER TABLE log ADD COLUMN x",
    "REINDEX",
    "ANALYZE",
    "VACUUM",
    "SELECT * FROM sqlite_schema",
    "SELECT * FROM pragma_table_info ('staff')",
    "SELECT hex (name) FROM store",
    "SELECT random ()",
    "SELECT date ('now')",
    "SELECT next_key FROM chain",
    "UPDATE log SET action = ''",
    "DELETE FROM log",
    "REPLACE INTO log DEFAULT VALUES",
    "DELETE FROM diary",
    "DELETE FROM acknowledgement",
    "DELETE FROM consent_event",
    "DELETE FROM payment",
    "DELETE FROM printed",
  };
  g_autoptr (RtDb) db = open_db (f);
  g_autoptr (RtGate) gate = NULL;
  RtMatrix matrix;

  rt_matrix_init_default (&matrix);
  gate = rt_gate_new (&matrix, (1u << RT_N_ROLES) - 1);
  rt_db_set_gate (db, gate);
  for (gsize i = 0; i < G_N_ELEMENTS (statements); i++)
    check_denied (db, statements[i]);
  /* these do not even get as far as the gate */
  g_assert_false (rt_db_exec (db, "UPDATE sqlite_schema SET sql = ''", NULL));
  g_assert_false (rt_db_exec (db, "SELECT * FROM dbstat", NULL));
  g_assert_false (rt_db_exec (db, "SELECT * FROM sqlite_dbpage", NULL));
  g_assert_false (rt_db_exec (db, "SELECT load_extension ('x')", NULL));
  g_assert_false (rt_db_exec (db, "SELECT sqlcipher_export ('main')", NULL));
}

static void
test_counting (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RtDb) db = open_db (f);
  g_autoptr (RtGate) clerk = gate_for ('C');
  g_autoptr (RtGate) administrator = gate_for ('A');
  gint64 count = -1;

  rt_db_set_gate (db, clerk);
  g_assert_true (rt_db_get_int (db, "SELECT count(*) FROM customer", &count, &error));
  g_assert_true (rt_db_get_int (db, "SELECT coalesce (sum (total - paid), 0) FROM orders", &count, &error));
  rt_db_set_gate (db, administrator);
  g_assert_false (rt_db_get_int (db, "SELECT count(*) FROM customer", &count, &error));
  g_assert_error (error, RT_ERROR, RT_ERROR_DENIED);
}

/* What was prepared for one person does not run for the next, given back or not. */
static void
test_change (Fixture *f, gconstpointer data)
{
  static const char sql[] = "SELECT total FROM orders";
  g_autoptr (GError) error = NULL;
  g_autoptr (RtDb) db = open_db (f);
  g_autoptr (RtGate) clerk = gate_for ('C');
  g_autoptr (RtGate) service = gate_for ('S');
  g_autoptr (RtStatement) kept = NULL;
  gboolean row = FALSE;

  rt_db_set_gate (db, clerk);
  rt_statement_free (rt_db_prepare (db, sql, &error));
  g_assert_no_error (error);
  kept = rt_db_prepare (db, sql, &error);
  g_assert_no_error (error);
  rt_db_set_gate (db, service);
  g_assert_null (rt_db_prepare (db, sql, &error));
  g_assert_error (error, RT_ERROR, RT_ERROR_DENIED);
  g_clear_error (&error);
  g_assert_false (rt_statement_step (kept, &row, &error));
  g_assert_error (error, RT_ERROR, RT_ERROR_DENIED);
  g_clear_error (&error);
  g_clear_pointer (&kept, rt_statement_free);
  g_assert_null (rt_db_prepare (db, sql, NULL));
}

static void
test_nobody (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RtDb) db = open_db (f);

  rt_db_set_gate (db, NULL);
  check_denied (db, "SELECT name FROM store");
  check_denied (db, "SELECT 1");
  g_assert_true (rt_db_begin (db, &error));
  rt_db_rollback (db);
  g_assert_false (rt_db_in_transaction (db));
}

/* SQLite makes hidden triggers and look-ups of its own for these; the gate must neither stumble over them nor be passed
 * by by them. */
static void
test_forms (Fixture *f, gconstpointer data)
{
  static const struct
  {
    char letter;
    gboolean may;
    const char *sql;
  } forms[] = {
    { 'C', TRUE, "UPDATE sequence SET next = next + 1 WHERE id = ?1 RETURNING next - 1" },
    { 'M', TRUE,
      "INSERT INTO product (code, name) VALUES (?1, ?2) ON CONFLICT (code) DO UPDATE SET name = excluded.name RETURNING id" },
    { 'C', FALSE,
      "INSERT INTO product (code, name) VALUES (?1, ?2) ON CONFLICT (code) DO UPDATE SET name = excluded.name RETURNING id" },
    { 'D', FALSE, "UPDATE orders SET state = 'delivered' WHERE id = ?1 RETURNING total" },
    { 'D', TRUE,
      "UPDATE orders SET state = 'delivered', delivered_on = ?2, rev = rev + 1 WHERE id = ?1 AND rev = ?3 RETURNING id" },
    { 'S', FALSE, "INSERT INTO ticket (number, order_id) VALUES (1, 1) RETURNING (SELECT total FROM orders)" },
    { 'S', TRUE,
      "INSERT INTO ticket (number, order_id, customer_id, type, priority, state, opened_by, opened_at, changed_at)"
      " VALUES (?1, ?2, ?3, 'defect', 'normal', 'new', ?4, ?5, ?5)" },
    { 'C', TRUE,
      "INSERT INTO draft (staff_id, kind, sealed, changed_at) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (staff_id, kind)"
      " DO UPDATE SET sealed = excluded.sealed, changed_at = excluded.changed_at" },
    { 'C', TRUE,
      "INSERT INTO payment (order_id, kind, method, amount, paid_on, taken_by, created_at) VALUES (?1, 'deposit', 'cash', ?2, ?3, ?4, ?5)" },
    { 'C', TRUE, "INSERT INTO customer (number, created_at, created_by, changed_at) VALUES (?1, ?2, ?3, ?2)" },
    { 'M', TRUE, "UPDATE notice_part SET text = ?1 WHERE notice_id = ?2" },
    { 'D', TRUE, "UPDATE ticket SET access_sealed = NULL, visit_done = 1 WHERE id = ?1" },
    { 'P', FALSE, "SELECT sum (o.pieces) FROM orders o JOIN payment p ON p.order_id = o.id" },
    { 'S', FALSE,
      "SELECT o.id FROM orders o WHERE (SELECT sum (l.line_total) FROM order_line l WHERE l.order_id = o.id) > 100" },
    { 'S', FALSE, "SELECT row_number () OVER (ORDER BY total) FROM orders" },
    { 'S', FALSE, "SELECT * FROM orders NATURAL JOIN (SELECT 5 AS total)" },
    { 'D', FALSE, "SELECT home_masked FROM orders UNION SELECT x'00'" },
    { 'S', FALSE, "SELECT count (*) FILTER (WHERE paid > 0) FROM orders" },
  };
  g_autoptr (RtDb) db = open_db (f);

  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autoptr (RtGate) gate = gate_for (forms[i].letter);

      rt_db_set_gate (db, gate);
      check_statement (db, forms[i].letter, forms[i].may, forms[i].sql, "", "");
    }
}

/* The matrix decides, not the role's name: whoever may see a class clear names its sealed column, hidden names neither.
 */
static void
test_matrix (Fixture *f, gconstpointer data)
{
  static const struct
  {
    RtClass klass;
    const char *table, *sealed, *masked;
  } classes[] = {
    { RT_CLASS_CONTACT, "customer", "contact_sealed", "contact_masked" },
    { RT_CLASS_ADDRESS, "address", "address_sealed", "address_masked" },
    { RT_CLASS_HOME, "orders", "home_sealed", "home_masked" },
    { RT_CLASS_SERVICE, "ticket", "service_sealed", "service_masked" },
    { RT_CLASS_MONEY, "orders", "total", NULL },
  };
  const RtRoles service = RT_ROLES_OF (RT_ROLE_SERVICE);

  for (gsize i = 0; i < G_N_ELEMENTS (classes); i++)
    for (RtAccess access = RT_ACCESS_HIDDEN; access <= RT_ACCESS_CLEAR; access++)
      {
        g_autoptr (RtGate) gate = NULL;
        RtMatrix matrix;
        gboolean sealed = classes[i].klass == RT_CLASS_MONEY ? access > RT_ACCESS_MASKED
                                                             : access > RT_ACCESS_HIDDEN; /* service may reveal */

        rt_matrix_init_default (&matrix);
        rt_matrix_set (&matrix, classes[i].klass, RT_ROLE_SERVICE, access);
        gate = rt_gate_new (&matrix, service);
        g_assert_cmpint (rt_gate_may (gate, classes[i].table, classes[i].sealed, FALSE), ==, sealed);
        if (classes[i].masked != NULL)
          g_assert_cmpint (rt_gate_may (gate, classes[i].table, classes[i].masked, FALSE), ==,
                           access > RT_ACCESS_HIDDEN);
      }
}

/* Whatever the table says, a right that the policy calls of use meets no closed door on its way: what it writes may be
 * written and read. */
static void
test_of_use (Fixture *f, gconstpointer data)
{
  static const struct
  {
    RtRight right;
    const char *table, *column;
  } ways[] = {
    { RT_RIGHT_ORDER_WRITE, "orders", "total" },
    { RT_RIGHT_ORDER_WRITE, "order_line", "unit_price" },
    { RT_RIGHT_ORDER_IMPORT, "customer", "contact_sealed" },
    { RT_RIGHT_ORDER_IMPORT, "address", "address_sealed" },
    { RT_RIGHT_ORDER_IMPORT, "orders", "paid" },
    { RT_RIGHT_PAYMENT_WRITE, "orders", "paid" },
    { RT_RIGHT_CUSTOMER_WRITE, "customer", "contact_sealed" },
    { RT_RIGHT_TICKET_WRITE, "ticket", "service_sealed" },
    { RT_RIGHT_TICKET_WRITE, "diary", "service_sealed" },
    { RT_RIGHT_TICKET_ASSIGN, "ticket", "assigned_to" },
    { RT_RIGHT_PLAN, "ticket", "visit_on" },
    { RT_RIGHT_NOTICE_WRITE, "notice_part", "text" },
    { RT_RIGHT_REVIEW_SIGN, "finding", "verdict" },
  };
  guint useless = 0;

  for (guint round = 0; round < 2000; round++)
    {
      const RtRoles roles = (RtRoles) g_test_rand_int_range (1, 1 << RT_N_ROLES);
      g_autoptr (RtGate) gate = NULL;
      RtMatrix matrix;

      rt_matrix_init_default (&matrix);
      for (guint role = 0; role < RT_N_ROLES; role++)
        {
          for (guint klass = 0; klass < RT_N_CLASSES; klass++)
            rt_matrix_set (&matrix, (RtClass) klass, (RtRole) role, (RtAccess) g_test_rand_int_range (0, 4));
          for (guint right = 0; right < RT_N_RIGHTS; right++)
            rt_matrix_set_right (&matrix, (RtRole) role, (RtRight) right, g_test_rand_int_range (0, 4) == 0);
        }
      gate = rt_gate_new (&matrix, roles);
      for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
        if (!rt_matrix_may (&matrix, roles, ways[i].right))
          useless++;
        else
          {
            g_assert_true (rt_gate_may (gate, ways[i].table, ways[i].column, TRUE));
            g_assert_true (rt_gate_may (gate, ways[i].table, ways[i].column, FALSE));
          }
    }
  g_assert_cmpuint (useless, <, 2000 * G_N_ELEMENTS (ways));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fixture_add ("/gate/for every role each column is named, sorted, filtered, counted and written only by those who may",
               test_everything);
  fixture_add (
    "/gate/nobody's rights reach the schema, the settings of the file, the log's chain or what is never deleted",
    test_never);
  fixture_add ("/gate/counting rows asks as reading does", test_counting);
  fixture_add ("/gate/a statement prepared for one person does not run for the next", test_change);
  fixture_add ("/gate/without a gate nothing can be named", test_nobody);
  fixture_add ("/gate/forms that SQLite takes apart itself are judged by what they touch", test_forms);
  fixture_add ("/gate/the matrix decides about sealed, masked and money columns", test_matrix);
  fixture_add ("/gate/a right that is of use writes and reads what it is for, whatever the table says", test_of_use);
  return g_test_run ();
}
