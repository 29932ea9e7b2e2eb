/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The names to choose from at sign-in: read while nobody is signed in. */
#include "config.h"

#include "rt-desk-private.h"

#include "rt-second-factor.h"

typedef struct
{
  RtVault *vault;
  gboolean uses_codes;
} Listing;

static void
listing_free (gpointer data)
{
  Listing *listing = data;

  rt_vault_unref (listing->vault);
  g_free (listing);
}

static void
name_free (gpointer data)
{
  RtSignInName *name = data;

  g_free (name->login);
  g_free (name->name);
  g_free (name);
}

/* As the language of the program sorts names. */
static int
compare_names (gconstpointer a, gconstpointer b)
{
  const RtSignInName *const *left = a, *const *right = b;

  return g_utf8_collate ((*left)->name, (*right)->name);
}

static gpointer
run_list (RtDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Listing *listing = data;
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (name_free);
  g_autoptr (RtStatement) statement =
    rt_db_prepare (db, "SELECT id, login, name FROM staff WHERE state <> 'disabled' ORDER BY name, id", error);
  gboolean row = TRUE;

  if (statement == NULL || !rt_second_factor_in_use (db, &listing->uses_codes, error))
    return NULL;
  while (row)
    {
      RtSignInName *name = NULL;

      if (!rt_statement_step (statement, &row, error))
        return NULL;
      if (!row)
        break;
      name = g_new0 (RtSignInName, 1);
      name->id = rt_statement_get_int (statement, 0);
      name->login = g_strdup (rt_statement_get_text (statement, 1));
      name->name = g_strdup (rt_statement_get_text (statement, 2));
      g_ptr_array_add (names, name);
    }
  g_ptr_array_sort (names, compare_names);
  return g_steal_pointer (&names);
}

static void
on_listed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  RtDesk *self = g_task_get_source_object (task);
  const Listing *listing = g_task_get_task_data (task);
  GError *error = NULL;
  gpointer names = rt_vault_run_finish (listing->vault, result, &error);

  if (error == NULL && self->vault == listing->vault)
    self->uses_codes = listing->uses_codes;

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, names, (GDestroyNotify) g_ptr_array_unref);
}

void
rt_desk_list_names_async (RtDesk *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Listing *listing = NULL;
  GError *error = NULL;

  g_task_set_source_tag (task, rt_desk_list_names_async);
  if (!rt_desk_check_open (self, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  listing = g_new0 (Listing, 1);
  listing->vault = rt_vault_ref (self->vault);
  g_task_set_task_data (task, listing, listing_free);
  rt_vault_run_system_async (self->vault, run_list, listing, NULL, (GDestroyNotify) g_ptr_array_unref, cancellable,
                             on_listed, g_object_ref (task));
}

GPtrArray *
rt_desk_list_names_finish (RtDesk *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
