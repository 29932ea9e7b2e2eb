/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Compiles a person's rights into what a connection may name, and answers SQLite's authoriser from it. */
#include "config.h"

#include <string.h>
#include <sqlcipher/sqlite3.h>

#include "rt-gate-private.h"

typedef enum
{
  MAY_READ = 1 << 0,
  MAY_UPDATE = 1 << 1,
  MAY_INSERT = 1 << 2, /* of rows */
  MAY_DELETE = 1 << 3,
} Permission;

typedef struct
{
  guint rows;          /* Permission of whole rows; MAY_READ: some column may be read */
  GHashTable *columns; /* static name → Permission */
} Table;

struct _RtGate
{
  gatomicrefcount refs;
  gboolean everything;
  GHashTable *tables; /* static name → Table */
};

typedef struct
{
  const RtMatrix *matrix;
  RtRoles roles;
  guint32 rights; /* bits of RtRight and RT_GATE_SIGNED_IN */
} Person;

static RtGate *own_gate; /* the vault's own work; made once, never freed */

static void
table_free (gpointer data)
{
  Table *table = data;

  g_hash_table_unref (table->columns);
  g_free (table);
}

static RtGate *
gate_new (gboolean everything)
{
  RtGate *self = g_new0 (RtGate, 1);

  g_atomic_ref_count_init (&self->refs);
  self->everything = everything;
  self->tables = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, table_free);
  return self;
}

static Table *
get_table (RtGate *self, const char *name)
{
  Table *table = g_hash_table_lookup (self->tables, name);

  if (table == NULL)
    {
      table = g_new0 (Table, 1);
      table->columns = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      g_hash_table_insert (self->tables, (char *) name, table);
    }
  return table;
}

static gboolean
meets_need (const Person *person, RtGateNeed need, RtClass klass)
{
  switch (need)
    {
    case RT_NEED_NOTHING:
      return TRUE;
    case RT_NEED_KEY:
      return rt_policy_needs_key (person->matrix, person->roles, klass);
    case RT_NEED_MASKED:
      return rt_policy_best (person->matrix, person->roles, klass) >= RT_ACCESS_MASKED;
    case RT_NEED_CLEAR:
      return rt_policy_best (person->matrix, person->roles, klass) > RT_ACCESS_MASKED;
    default:
      return FALSE;
    }
}

static void
add_columns (RtGate *self, const Person *person, const RtGateColumns *line)
{
  gboolean meets = meets_need (person, line->need, line->klass);
  gboolean read = meets && (line->read & person->rights) != 0;
  gboolean update = (meets || line->update_freely) && (line->update & person->rights) != 0;
  guint permission = (read ? MAY_READ : 0) | (update ? MAY_UPDATE : 0);
  g_auto (GStrv) names = g_strsplit (line->columns, " ", -1);
  Table *table = NULL;

  if (permission == 0)
    return;
  table = get_table (self, line->table);
  table->rows |= permission & MAY_READ;
  for (gsize i = 0; names[i] != NULL; i++)
    {
      guint before = GPOINTER_TO_UINT (g_hash_table_lookup (table->columns, names[i]));

      g_hash_table_replace (table->columns, g_strdup (names[i]), GUINT_TO_POINTER (before | permission));
    }
}

static void
add_all (RtGate *self, const Person *person, const RtGateColumns *columns, const RtGateRows *rows)
{
  for (; columns->table != NULL; columns++)
    add_columns (self, person, columns);
  for (; rows != NULL && rows->table != NULL; rows++)
    {
      guint permission = ((rows->insert & person->rights) != 0 ? MAY_INSERT : 0) |
                         ((rows->delete &person->rights) != 0 ? MAY_DELETE : 0);

      if (permission != 0)
        get_table (self, rows->table)->rows |= permission;
    }
}

RtGate *
rt_gate_new_system (void)
{
  return gate_new (TRUE);
}

RtGate *
rt_gate_new_locked (void)
{
  const Person nobody = { NULL, 0, RT_GATE_SIGNED_IN };
  RtGate *self = gate_new (FALSE);

  add_all (self, &nobody, rt_gate_locked_columns, NULL);
  return self;
}

static guint32
rights_of (const RtMatrix *matrix, RtRoles roles)
{
  guint32 rights = RT_GATE_SIGNED_IN;

  for (guint right = 0; right < RT_N_RIGHTS; right++)
    if (rt_matrix_may (matrix, roles, (RtRight) right))
      rights |= 1u << right;
  return rights;
}

RtGate *
rt_gate_new (const RtMatrix *matrix, RtRoles roles)
{
  const Person person = { matrix, roles, rights_of (matrix, roles) };
  RtGate *self = gate_new (FALSE);

  add_all (self, &person, rt_gate_columns, rt_gate_rows);
  return self;
}

RtGate *
rt_gate_ref (RtGate *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
rt_gate_unref (RtGate *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->refs))
    return;
  g_hash_table_unref (self->tables);
  g_free (self);
}

static const RtGate *
get_own_gate (void)
{
  static gsize made;

  if (g_once_init_enter (&made))
    {
      const Person vault = { NULL, 0, RT_GATE_SIGNED_IN };

      own_gate = gate_new (FALSE);
      add_all (own_gate, &vault, rt_gate_own_columns, rt_gate_own_rows);
      g_once_init_leave (&made, 1);
    }
  return own_gate;
}

static gboolean
may (const RtGate *self, const char *name, const char *column, guint permission)
{
  const Table *table = g_hash_table_lookup (self->tables, name);

  if (table == NULL)
    return FALSE;
  /* Inserting and deleting are of whole rows; a column without a name is a row counted or its rowid. */
  if (column == NULL || column[0] == '\0')
    return (table->rows & permission) != 0;
  return (GPOINTER_TO_UINT (g_hash_table_lookup (table->columns, column)) & permission) != 0;
}

gboolean
rt_gate_may (const RtGate *self, const char *table, const char *column, gboolean write)
{
  if (self == NULL)
    return FALSE;
  if (self->everything)
    return TRUE;
  if (!write)
    return may (self, table, column, MAY_READ);
  return may (self, table, column, column != NULL ? MAY_UPDATE : MAY_INSERT);
}

gboolean
rt_gate_may_delete (const RtGate *self, const char *table)
{
  return self != NULL && (self->everything || may (self, table, NULL, MAY_DELETE));
}

/* Functions that only compute from their arguments. Not here: everything that reads files, loads code or knows about
 * the connection. */
static gboolean
is_harmless_function (const char *name)
{
  static const char *const names[] = { "abs",         "avg",       "changes",      "coalesce",   "count",
                                       "first_value", "glob",      "group_concat", "ifnull",     "iif",
                                       "instr",       "lag",       "lead",         "last_value", "last_insert_rowid",
                                       "length",      "like",      "likelihood",   "likely",     "lower",
                                       "ltrim",       "max",       "min",          "nullif",     "rank",
                                       "replace",     "round",     "row_number",   "rtrim",      "sign",
                                       "substr",      "substring", "sum",          "total",      "trim",
                                       "typeof",      "unlikely",  "upper",        "zeroblob" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_ascii_strcasecmp (name, names[i]) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
may_act (const RtGate *self, int action, const char *first, const char *second)
{
  switch (action)
    {
    case SQLITE_SELECT:
    case SQLITE_RECURSIVE:
    case SQLITE_TRANSACTION:
    case SQLITE_SAVEPOINT:
      return TRUE;
    case SQLITE_READ:
      return may (self, first, second, MAY_READ);
    case SQLITE_UPDATE:
      return may (self, first, second, MAY_UPDATE);
    case SQLITE_INSERT:
      return may (self, first, NULL, MAY_INSERT);
    case SQLITE_DELETE:
      return may (self, first, NULL, MAY_DELETE);
    case SQLITE_FUNCTION:
      return is_harmless_function (second);
    default: /* pragmas, ATTACH, triggers, schema changes, virtual tables */
      return FALSE;
    }
}

int
rt_gate_authorise (const RtGate *self, gboolean own_work, int action, const char *first, const char *second,
                   const char *database)
{
  if (action == SQLITE_ATTACH || action == SQLITE_DETACH)
    return SQLITE_DENY;
  if (action == SQLITE_TRANSACTION || (self != NULL && self->everything))
    return SQLITE_OK;
  if (database != NULL && strcmp (database, "main") != 0)
    return SQLITE_DENY;
  if (own_work && may_act (get_own_gate (), action, first, second))
    return SQLITE_OK;
  return self != NULL && may_act (self, action, first, second) ? SQLITE_OK : SQLITE_DENY;
}
