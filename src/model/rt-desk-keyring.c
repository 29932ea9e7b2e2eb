/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which program keeps the keys of this desktop, and what is said when it has not the one that opens the store. */
#include "config.h"

#include "rt-desk-private.h"

#include <glib/gi18n.h>

#include "rt-error.h"

typedef struct
{
  GTask *task; /* of the opening that fails */
  RtError code;
} Failure;

/* A desktop that changed its keyring is what hurts people most: the earlier one is named (faults.md K5). */
static char *
words_for_change (const char *former, const char *now)
{
  if (now == NULL)
    return g_strdup_printf (
      /* Translators: %1$s is the name of a program, "GNOME Keyring". */
      _ (
        "The key of this store was in %1$s when it was open last, and the keyring that answers now has none that opens "
        "it. See that %1$s runs, or open the store with the recovery sheet: that puts the key into the keyring too."),
      former);
  return g_strdup_printf (
    /* Translators: both are names of programs, "GNOME Keyring" and "KWallet". */
    _("The key of this store was kept in %1$s. Now %2$s keeps this desktop’s keys, and none of them opens it. Start "
       "%1$s again, or open the store with the recovery sheet: that puts the key into %2$s too."),
    former, now);
}

/* A keyring that was put back from an older copy, or brought from elsewhere, still holds the former key (faults.md
 * K10); that one stays there, since it opens copies of the store from before. */
static char *
words_for_wrong (const char *now)
{
  if (now == NULL)
    return g_strdup (_ (
      "None of the keys in this desktop’s keyring opens the store. The keyring may be older than the store’s present key: "
      "open it with the recovery sheet that was made last."));
  return g_strdup_printf (
    /* Translators: %s is the name of a program, "GNOME Keyring". */
    _("None of the keys in this desktop’s keyring, %s, opens the store. The keyring may be older than the store’s "
       "present key: open it with the recovery sheet that was made last."),
    now);
}

static char *
words_for_missing (const char *now)
{
  if (now == NULL)
    return g_strdup (_("The store is there, but its key is not in the keyring; open it with the recovery sheet."));
  return g_strdup_printf (
    /* Translators: %s is the name of a program, "GNOME Keyring". */
    _ (
      "The store is there, but its key is not in this desktop’s keyring, %s. Open it with the recovery sheet: that puts "
      "the key there again."),
    now);
}

static void
on_named (GObject *source, GAsyncResult *result, gpointer data)
{
  Failure *failure = data;
  g_autoptr (GTask) task = failure->task;
  RtDesk *self = g_task_get_source_object (task);
  g_autofree char *now = rt_keyring_name_finish (RT_KEYRING (source), result);
  g_autofree char *words = NULL;

  if (self->former_keyring != NULL && g_strcmp0 (self->former_keyring, now) != 0)
    words = words_for_change (self->former_keyring, now);
  else
    words = failure->code == RT_ERROR_WRONG_KEY ? words_for_wrong (now) : words_for_missing (now);
  g_task_return_new_error (task, RT_ERROR, (int) failure->code, "%s", words);
  g_free (failure);
}

void
rt_desk_fail_without_key (RtDesk *self, GTask *task, RtError code)
{
  Failure *failure = g_new (Failure, 1);

  *failure = (Failure){ task, code };
  rt_keyring_name_async (self->keyring, g_task_get_cancellable (task), on_named, failure);
}

void
rt_desk_set_former_keyring (RtDesk *self, const char *name)
{
  g_free (self->former_keyring);
  self->former_keyring = g_strdup (name);
}

static void
on_name (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;

  g_task_return_pointer (task, rt_keyring_name_finish (RT_KEYRING (source), result), g_free);
}

void
rt_desk_name_keyring_async (RtDesk *self, GAsyncReadyCallback callback, gpointer user_data)
{
  rt_keyring_name_async (self->keyring, NULL, on_name, g_task_new (self, NULL, callback, user_data));
}

char *
rt_desk_name_keyring_finish (RtDesk *self, GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}
