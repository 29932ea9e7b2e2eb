/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person writes in a dialogue, kept until it is saved or given up. */
#include "config.h"

#include "rt-kept-text.h"

#include "rt-requests.h"
#include "rt-secret.h"
#include "rt-text-draft.h"
#include "rt-text.h"

#define DELAY_MS 1000

/* Of one dialogue; freed with it. */
typedef struct
{
  RtDesk *desk;     /* owned */
  gpointer owner;   /* borrowed: of what is typed */
  RtKeptForm form;  /* how it is read and filled */
  const char *kind; /* static */
  gint64 about;
  guint delay;
  gboolean typed; /* and neither saved nor given up */
} Kept;

static void
kept_free (gpointer data)
{
  Kept *self = data;

  g_clear_handle_id (&self->delay, g_source_remove);
  g_object_unref (self->desk);
  g_free (self);
}

static void
keep (Kept *self)
{
  g_clear_handle_id (&self->delay, g_source_remove);
  if (self->typed)
    {
      char *text = self->form.read (self->owner);
      g_autoptr (GBytes) content = rt_text_draft_new (self->about, text != NULL ? text : "");

      rt_wipe_string (text);
      rt_request_draft_save (self->desk, self->kind, content, NULL, NULL, NULL);
    }
}

static void
forget (Kept *self)
{
  g_clear_handle_id (&self->delay, g_source_remove);
  if (self->typed && rt_desk_get_person (self->desk) != NULL)
    rt_request_draft_save (self->desk, self->kind, NULL, NULL, NULL, NULL);
  self->typed = FALSE;
}

static gboolean
on_delay (gpointer user_data)
{
  Kept *self = user_data;

  self->delay = 0;
  keep (self);
  return G_SOURCE_REMOVE;
}

void
rt_kept_form_typed (RtAskDialog *dialog)
{
  Kept *self = g_object_get_data (G_OBJECT (dialog), "rt-kept-text");

  self->typed = TRUE;
  g_clear_handle_id (&self->delay, g_source_remove);
  self->delay = g_timeout_add (DELAY_MS, on_delay, self);
}

/* Locking closes the dialogue without asking, and without "hide". */
static void
on_unmapped (RtAskDialog *dialog, Kept *self)
{
  if (rt_desk_get_person (self->desk) != NULL)
    keep (self);
  self->typed = FALSE;
}

static gboolean
on_given_up (RtAskDialog *dialog, Kept *self)
{
  forget (self);
  return FALSE;
}

static void
on_draft (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RtAskDialog) dialog = user_data;
  Kept *self = g_object_get_data (G_OBJECT (dialog), "rt-kept-text");
  g_autoptr (GBytes) content = rt_desk_run_finish (RT_DESK (source), result, NULL);
  gint64 about = 0;
  char *text = rt_text_draft_read (content, &about);

  if (text != NULL && about == self->about && rt_ask_dialog_is_open (dialog) && !self->typed)
    {
      self->form.fill (self->owner, text);
      self->typed = TRUE; /* giving it up forgets it */
    }
  rt_wipe_string (text);
}

void
rt_kept_form_watch (RtAskDialog *dialog, RtDesk *desk, const char *kind, gint64 about, const RtKeptForm *form,
                    gpointer owner)
{
  Kept *self = g_new0 (Kept, 1);

  self->desk = g_object_ref (desk);
  self->owner = owner;
  self->form = *form;
  self->kind = kind;
  self->about = about;
  g_object_set_data_full (G_OBJECT (dialog), "rt-kept-text", self, kept_free);
  g_signal_connect (dialog, "close-request", G_CALLBACK (on_given_up), self);
  g_signal_connect (dialog, "unmap", G_CALLBACK (on_unmapped), self);
  rt_request_draft (desk, kind, NULL, on_draft, g_object_ref (dialog));
}

static char *
read_entry (gpointer owner)
{
  return g_strdup (rt_field_entry_get_text (owner));
}

static void
fill_entry (gpointer owner, const char *text)
{
  if (!rt_text_is_blank (rt_field_entry_get_text (owner)))
    return;
  rt_field_entry_set_text (owner, text);
  g_signal_emit_by_name (owner, "changed");
}

void
rt_kept_text_watch (RtAskDialog *dialog, RtDesk *desk, RtFieldEntry *entry, const char *kind, gint64 about)
{
  static const RtKeptForm form = { read_entry, fill_entry };

  rt_kept_form_watch (dialog, desk, kind, about, &form, entry);
  g_signal_connect_swapped (entry, "changed", G_CALLBACK (rt_kept_form_typed), dialog);
}

void
rt_kept_text_done (RtAskDialog *dialog)
{
  Kept *self = g_object_get_data (G_OBJECT (dialog), "rt-kept-text");

  if (self == NULL)
    return;
  self->typed = TRUE;
  forget (self);
}
