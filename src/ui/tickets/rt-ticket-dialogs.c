/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dialogues about one ticket: how it was resolved, a visit, calling the visit off. */
#include "config.h"

#include "rt-ticket-dialogs.h"

#include "rt-ask-dialog.h"
#include "rt-choice.h"
#include "rt-day-entry.h"
#include "rt-error.h"
#include "rt-field-entry.h"
#include "rt-kept-text.h"
#include "rt-order-rows.h"
#include "rt-requests.h"
#include "rt-scan.h"
#include "rt-secret.h"
#include "rt-text-draft.h"
#include "rt-text.h"
#include <glib/gi18n.h>

/* What one dialogue is about; freed with it. */
typedef struct
{
  RtWindow *window;    /* borrowed: outlives its dialogues */
  RtAskDialog *dialog; /* borrowed */
  GtkWidget *detail;
  RtTicket *ticket;
  RtFieldEntry *text, *clock, *door_code, *key_place;
  RtDayEntry *day;
  GtkDropDown *time;
  const char *done; /* said when it was saved; static */
} Ask;

static void
ask_free (Ask *ask)
{
  g_object_unref (ask->detail);
  rt_ticket_unref (ask->ticket);
  g_free (ask);
}

/* The detail loaded the ticket anew: the next attempt is meant for it as it is now. */
static void
on_loaded (RtAskDialog *dialog, RtTicket *ticket)
{
  Ask *ask = g_object_get_data (G_OBJECT (dialog), "rt-ask");

  if (ticket == NULL || ticket->id != ask->ticket->id)
    return;
  rt_ticket_unref (ask->ticket);
  ask->ticket = rt_ticket_ref (ticket);
}

static Ask *
ask_new (GtkWidget *detail, RtWindow *window, RtTicket *ticket, RtAskDialog *dialog, const char *done)
{
  Ask *ask = g_new0 (Ask, 1);

  ask->window = window;
  ask->dialog = dialog;
  ask->detail = g_object_ref (detail);
  ask->ticket = rt_ticket_ref (ticket);
  ask->done = done;
  g_object_set_data_full (G_OBJECT (dialog), "rt-ask", ask, (GDestroyNotify) ask_free);
  g_signal_connect_object (detail, "loaded", G_CALLBACK (on_loaded), dialog, G_CONNECT_SWAPPED);
  return ask;
}

/* Says what is wrong where it is; FALSE when the field is not in this dialogue. */
static gboolean
show_at_field (Ask *ask, const GError *error)
{
  const char *field = rt_error_get_field (error);
  RtFieldEntry *entry = NULL;
  const struct
  {
    const char *name;
    RtFieldEntry *entry;
  } places[] = {
    { rt_field_info (RT_FIELD_RESOLUTION)->name, ask->text },
    { rt_field_info (RT_FIELD_DOOR_CODE)->name, ask->door_code },
    { rt_field_info (RT_FIELD_KEY_PLACE)->name, ask->key_place },
    { "visit_time", ask->clock },
  };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    if (g_strcmp0 (places[i].name, field) == 0)
      entry = places[i].entry;
  if (ask->day != NULL && g_strcmp0 (field, "visit_on") == 0)
    rt_day_entry_set_problem (ask->day, error->message);
  else if (entry != NULL)
    rt_field_entry_set_problem (entry, error->message);
  else
    return FALSE;
  gtk_widget_grab_focus (entry != NULL ? GTK_WIDGET (entry) : GTK_WIDGET (ask->day));
  return TRUE;
}

/* The dialogue holds its Ask; a reference on the dialogue keeps both while a request is under way. */
static void
on_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RtAskDialog) dialog = user_data;
  Ask *ask = g_object_get_data (G_OBJECT (dialog), "rt-ask");
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *id = rt_desk_run_finish (RT_DESK (source), result, &error);

  rt_ask_dialog_set_busy (dialog, FALSE);
  if (id != NULL)
    {
      rt_window_toast (ask->window, ask->done);
      rt_kept_text_done (dialog);
      rt_ask_dialog_done (dialog);
      return;
    }
  /* Locking closed the dialogue already. */
  if (g_error_matches (error, RT_ERROR, RT_ERROR_LOCKED) || !gtk_widget_get_mapped (GTK_WIDGET (dialog)))
    return;
  if (g_error_matches (error, RT_ERROR, RT_ERROR_CONFLICT))
    gtk_widget_activate_action (ask->detail, "ticket.reload", NULL);
  if (!show_at_field (ask, error))
    rt_ask_dialog_set_problem (dialog, error->message);
}

/* Resolving */
static void
on_resolution_typed (RtFieldEntry *entry)
{
  RtScanFinds finds = rt_scan_kinds (rt_field_entry_get_text (entry));

  rt_field_entry_set_advice (entry, rt_scan_advice (finds));
}

static void
on_resolve (RtAskDialog *dialog, Ask *ask)
{
  const char *words = rt_field_entry_get_text (ask->text);

  if (rt_text_is_blank (words))
    {
      rt_field_entry_set_problem (ask->text, _("Write down how it was resolved."));
      gtk_widget_grab_focus (GTK_WIDGET (ask->text));
      return;
    }
  rt_ask_dialog_set_busy (dialog, TRUE);
  rt_request_ticket_state (rt_window_get_desk (ask->window), ask->ticket->id, ask->ticket->rev, RT_TICKET_RESOLVED,
                           words, NULL, on_saved, g_object_ref (dialog));
}

void
rt_ticket_dialog_resolve (GtkWidget *detail, RtWindow *window, RtTicket *ticket)
{
  gboolean erases = ticket->visit_on != RT_DAY_NONE && !ticket->visit_done;
  RtAskDialog *dialog =
    rt_ask_dialog_new (GTK_WINDOW (window), _("Resolve the ticket"),
                       erases ? _("A visit is still booked: how to get in is erased with it.") : NULL, _("_Resolve"));
  Ask *ask = ask_new (detail, window, ticket, dialog, _("The ticket is resolved."));

  ask->text = RT_FIELD_ENTRY (rt_field_entry_new_personal (RT_FIELD_RESOLUTION));
  g_signal_connect (ask->text, "changed", G_CALLBACK (on_resolution_typed), NULL);
  rt_kept_text_watch (dialog, rt_window_get_desk (window), ask->text, "resolution", ticket->id);
  rt_ask_dialog_append (dialog, GTK_WIDGET (ask->text));
  g_signal_connect (dialog, "accepted", G_CALLBACK (on_resolve), ask);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (GTK_WIDGET (ask->text));
}

/* A visit */
static const char *const times[] = { "", "morning", "afternoon", "evening", NULL };
#define TIME_BY_CLOCK 4

static const char *
chosen_time (Ask *ask)
{
  guint chosen = gtk_drop_down_get_selected (ask->time);

  return chosen == TIME_BY_CLOCK ? rt_field_entry_get_text (ask->clock) : times[MIN (chosen, TIME_BY_CLOCK - 1)];
}

static const char *
typed (RtFieldEntry *entry)
{
  return entry != NULL ? rt_field_entry_get_text (entry) : NULL;
}

static void
on_visit (RtAskDialog *dialog, Ask *ask)
{
  RtDesk *desk = rt_window_get_desk (ask->window);
  RtDay day = rt_day_entry_get_day (ask->day, rt_desk_get_today (desk));
  g_autofree char *time = g_strstrip (g_strdup (chosen_time (ask)));

  if (day == RT_DAY_NONE)
    {
      rt_day_entry_set_problem (ask->day, _("This is not a date. Type it as 2026-11-23, for example."));
      gtk_widget_grab_focus (GTK_WIDGET (ask->day));
      return;
    }
  rt_ask_dialog_set_busy (dialog, TRUE);
  rt_request_ticket_visit (desk, ask->ticket->id, ask->ticket->rev, day, time, typed (ask->door_code),
                           typed (ask->key_place), NULL, on_saved, g_object_ref (dialog));
}

static void
on_time (Ask *ask)
{
  gboolean by_clock = gtk_drop_down_get_selected (ask->time) == TIME_BY_CLOCK;

  gtk_widget_set_visible (GTK_WIDGET (ask->clock), by_clock);
}

static void
add_time (Ask *ask)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *caption = gtk_label_new (_("Time"));
  const char *words[] = { _("Any time"), _("Morning"), _("Afternoon"), _("Evening"), _("At a set time"), NULL };
  const char *now = ask->ticket->visit_time != NULL ? ask->ticket->visit_time : "";
  guint chosen = TIME_BY_CLOCK;

  ask->time = GTK_DROP_DOWN (gtk_drop_down_new_from_strings (words));
  ask->clock = RT_FIELD_ENTRY (rt_field_entry_new (_("Set time"), FALSE));
  rt_field_entry_set_placeholder (ask->clock, "14:30");
  for (guint i = 0; i < TIME_BY_CLOCK; i++)
    if (g_str_equal (times[i], now))
      chosen = i;
  if (chosen == TIME_BY_CLOCK)
    rt_field_entry_set_text (ask->clock, now);
  gtk_drop_down_set_selected (ask->time, chosen);
  gtk_label_set_xalign (GTK_LABEL (caption), 0);
  gtk_widget_add_css_class (caption, "caption-heading");
  gtk_box_append (GTK_BOX (box), caption);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (ask->time));
  rt_choice_set_label (ask->time, caption);
  rt_ask_dialog_append (ask->dialog, box);
  rt_ask_dialog_append (ask->dialog, GTK_WIDGET (ask->clock));
  on_time (ask);
  g_signal_connect_swapped (ask->time, "notify::selected", G_CALLBACK (on_time), ask);
}

static RtFieldEntry *
add_access (Ask *ask, RtFieldId field)
{
  RtFieldEntry *entry = RT_FIELD_ENTRY (rt_field_entry_new_personal (field));

  if (rt_shown_get_show (ask->ticket->shown, field) == RT_SHOW_CLEAR)
    rt_field_entry_set_text (entry, rt_shown_get_text (ask->ticket->shown, field));
  rt_ask_dialog_append (ask->dialog, GTK_WIDGET (entry));
  return entry;
}

/* How to get in is not kept with it: it is erased once the visit is done, and nobody would erase it here. */
static char *
read_visit (gpointer owner)
{
  Ask *ask = owner;
  GString *text = g_string_new (NULL);
  g_autofree char *chosen = g_strdup_printf ("%u", gtk_drop_down_get_selected (ask->time));

  rt_text_draft_add (text, "day", rt_day_entry_get_text (ask->day));
  rt_text_draft_add (text, "time", chosen);
  rt_text_draft_add (text, "clock", rt_field_entry_get_text (ask->clock));
  return g_string_free (text, FALSE);
}

static void
fill_visit (gpointer owner, const char *text)
{
  Ask *ask = owner;
  g_autofree char *day = rt_text_draft_get (text, "day");
  g_autofree char *time = rt_text_draft_get (text, "time");
  g_autofree char *by_clock = rt_text_draft_get (text, "clock");
  guint64 chosen = 0;

  if (day != NULL)
    rt_day_entry_set_text (ask->day, day);
  if (time != NULL && g_ascii_string_to_unsigned (time, 10, 0, TIME_BY_CLOCK, &chosen, NULL))
    gtk_drop_down_set_selected (ask->time, (guint) chosen);
  if (by_clock != NULL)
    rt_field_entry_set_text (ask->clock, by_clock);
  rt_day_entry_set_advice (ask->day, _("Not saved yet"));
}

static void
keep_visit (Ask *ask)
{
  static const RtKeptForm form = { read_visit, fill_visit };

  g_signal_connect_object (ask->day, "changed", G_CALLBACK (rt_kept_form_typed), ask->dialog, G_CONNECT_SWAPPED);
  g_signal_connect_object (ask->clock, "changed", G_CALLBACK (rt_kept_form_typed), ask->dialog, G_CONNECT_SWAPPED);
  g_signal_connect_object (ask->time, "notify::selected", G_CALLBACK (rt_kept_form_typed), ask->dialog,
                           G_CONNECT_SWAPPED);
  rt_kept_form_watch (ask->dialog, rt_window_get_desk (ask->window), "visit", ask->ticket->id, &form, ask);
}

void
rt_ticket_dialog_visit (GtkWidget *detail, RtWindow *window, RtTicket *ticket)
{
  RtDesk *desk = rt_window_get_desk (window);
  gboolean access = rt_person_sees (rt_desk_get_person (desk), RT_CLASS_ACCESS);
  gboolean booked = ticket->visit_on != RT_DAY_NONE && !ticket->visit_done;
  RtAskDialog *dialog =
    rt_ask_dialog_new (GTK_WINDOW (window), booked ? _("Change the visit") : _("Book a visit"),
                       access ? _("How to get in is kept until the visit is done, and then erased.") : NULL,
                       _("_Book"));
  Ask *ask = ask_new (detail, window, ticket, dialog, _("The visit is booked."));

  ask->day = RT_DAY_ENTRY (rt_day_entry_new (_("Day")));
  rt_day_entry_set_day (ask->day, booked ? ticket->visit_on : RT_DAY_NONE);
  rt_ask_dialog_append (dialog, GTK_WIDGET (ask->day));
  add_time (ask);
  if (access)
    {
      ask->door_code = add_access (ask, RT_FIELD_DOOR_CODE);
      ask->key_place = add_access (ask, RT_FIELD_KEY_PLACE);
    }
  keep_visit (ask);
  g_signal_connect (dialog, "accepted", G_CALLBACK (on_visit), ask);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (GTK_WIDGET (ask->day));
}

/* Calling it off */
static void
on_visit_off (RtAskDialog *dialog, Ask *ask)
{
  rt_ask_dialog_set_busy (dialog, TRUE);
  rt_request_ticket_visit (rt_window_get_desk (ask->window), ask->ticket->id, ask->ticket->rev, RT_DAY_NONE, NULL, NULL,
                           NULL, NULL, on_saved, g_object_ref (dialog));
}

void
rt_ticket_dialog_visit_off (GtkWidget *detail, RtWindow *window, RtTicket *ticket)
{
  RtAskDialog *dialog =
    rt_ask_dialog_new (GTK_WINDOW (window), _("Call the visit off"),
                       _("How to get in is erased with it and cannot be brought back."), _("_Call it off"));
  Ask *ask = ask_new (detail, window, ticket, dialog, _("The visit is called off."));

  rt_ask_dialog_set_destructive (dialog);
  g_signal_connect (dialog, "accepted", G_CALLBACK (on_visit_off), ask);
  gtk_window_present (GTK_WINDOW (dialog));
}
