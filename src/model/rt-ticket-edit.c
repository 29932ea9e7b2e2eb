/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was typed about a new ticket, and how it is kept as unfinished work. Pure. */
#include "config.h"

#include <string.h>
#include <glib/gi18n.h>

#include "rt-error.h"
#include "rt-field.h"
#include "rt-secret.h"
#include "rt-text.h"
#include "rt-ticket.h"

#define DRAFT_FORMAT "ticket 1"

RtTicketEdit *
rt_ticket_edit_new (gint64 order_id, gint64 line_id)
{
  RtTicketEdit *self = g_new0 (RtTicketEdit, 1);

  self->order_id = order_id;
  self->line_id = line_id;
  self->type = RT_TICKET_DEFECT;
  self->priority = RT_PRIORITY_NORMAL;
  return self;
}

void
rt_ticket_edit_free (RtTicketEdit *self)
{
  if (self == NULL)
    return;
  rt_wipe_string (self->text);
  g_free (self);
}

static void
wipe_bytes (gpointer text)
{
  rt_wipe_string (text);
}

/* One head line, then the text as typed. Written into one piece of memory, so that nothing is left behind. */
GBytes *
rt_ticket_edit_to_bytes (const RtTicketEdit *self)
{
  const char *text = self->text != NULL ? self->text : "";
  char *all = g_strdup_printf (DRAFT_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %s %s %d\n%s", self->order_id,
                               self->line_id, rt_ticket_type_id (self->type), rt_priority_id (self->priority),
                               self->assign_to_me ? 1 : 0, text);

  return g_bytes_new_with_free_func (all, strlen (all), wipe_bytes, all);
}

static gboolean
read_head (RtTicketEdit *self, const char *head)
{
  g_auto (GStrv) words = g_strsplit (head, " ", 8);

  if (g_strv_length (words) != 7 || !g_str_has_prefix (head, DRAFT_FORMAT " "))
    return FALSE;
  self->assign_to_me = strcmp (words[6], "1") == 0;
  return g_ascii_string_to_signed (words[2], 10, 0, G_MAXINT64, &self->order_id, NULL) &&
         g_ascii_string_to_signed (words[3], 10, 0, G_MAXINT64, &self->line_id, NULL) &&
         rt_ticket_type_from_id (words[4], &self->type) && rt_priority_from_id (words[5], &self->priority);
}

RtTicketEdit *
rt_ticket_edit_from_bytes (GBytes *bytes, GError **error)
{
  g_autoptr (RtTicketEdit) self = rt_ticket_edit_new (0, 0);
  gsize size = 0;
  const char *data = g_bytes_get_data (bytes, &size);
  const char *end = size > 0 ? memchr (data, '\n', size) : NULL;
  g_autofree char *head = end != NULL ? g_strndup (data, (gsize) (end - data)) : NULL;

  if (head == NULL || !read_head (self, head) || !g_utf8_validate_len (end + 1, size - (gsize) (end + 1 - data), NULL))
    {
      g_set_error_literal (error, RT_ERROR, RT_ERROR_DAMAGED, _("The unfinished ticket cannot be read any more."));
      return NULL;
    }
  self->text = g_strndup (end + 1, size - (gsize) (end + 1 - data));
  return g_steal_pointer (&self);
}

static void
add_problem (GPtrArray *problems, const char *field, const char *message)
{
  RtProblem *problem = g_new0 (RtProblem, 1);

  problem->field = g_strdup (field);
  problem->message = g_strdup (message);
  g_ptr_array_add (problems, problem);
}

GPtrArray *
rt_ticket_edit_check (const RtTicketEdit *self)
{
  GPtrArray *problems = g_ptr_array_new_with_free_func ((GDestroyNotify) rt_problem_free);
  const char *field = rt_field_info (RT_FIELD_TICKET_TEXT)->name;
  g_autoptr (GError) local = NULL;
  char *clean = NULL;

  if (self->order_id == 0)
    add_problem (problems, "order", _("Choose the order that this ticket is about."));
  if (!rt_field_check (RT_FIELD_TICKET_TEXT, self->text, NULL, &clean, &local))
    add_problem (problems, field, local->message);
  else if (clean == NULL)
    add_problem (problems, field, _("Write down what is wrong, so that the right people and parts can be sent."));
  rt_wipe_string (clean);
  return problems;
}
