/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dialogues about customers: editing one, looking one up by phone number. */
#include "config.h"

#include "rt-customer-dialogs.h"

#include "rt-ask-dialog.h"
#include "rt-error.h"
#include "rt-field-entry.h"
#include "rt-kept-text.h"
#include "rt-requests.h"
#include "rt-secret.h"
#include "rt-text-draft.h"
#include "rt-text.h"
#include <glib/gi18n.h>

/* What one dialogue is about; freed with it. */
typedef struct
{
  RtWindow *window; /* borrowed: outlives its dialogues */
  RtCustomer *customer;
  RtFieldEntry *fields[RT_N_FIELDS];
  gboolean kept[RT_N_FIELDS];
  RtFieldEntry *phone;
  GtkLabel *left;
  GWeakRef asker;
  RtCustomerFound found;
} Ask;

static void
ask_free (Ask *ask)
{
  g_clear_pointer (&ask->customer, rt_customer_unref);
  g_weak_ref_clear (&ask->asker);
  g_free (ask);
}

static Ask *
ask_new (RtWindow *window, RtAskDialog *dialog, GtkWidget *asker)
{
  Ask *ask = g_new0 (Ask, 1);

  ask->window = window;
  g_weak_ref_init (&ask->asker, asker);
  g_object_set_data_full (G_OBJECT (dialog), "rt-ask", ask, (GDestroyNotify) ask_free);
  return ask;
}

/* As it stands in an entry: a telephone number as people write it. New; "" for none. */
static char *
dup_clear (const RtCustomer *customer, RtFieldId field)
{
  const char *text = rt_shown_get_text (customer->shown, field);

  if (text == NULL)
    return g_strdup ("");
  return rt_field_info (field)->kind == RT_FIELD_KIND_PHONE ? rt_phone_format (text) : g_strdup (text);
}

/* Somebody else changed the customer meanwhile: what they changed and this person did not is taken over; where both
 * did, what was typed stays and the value on file is said below it. Saving again is meant for the record as it is now.
 */
static guint
merge_field (Ask *ask, RtCustomer *now, RtFieldId field)
{
  RtFieldEntry *entry = ask->fields[field];
  g_autofree char *before = dup_clear (ask->customer, field);
  g_autofree char *after = dup_clear (now, field);
  const char *typed = rt_field_entry_get_text (entry);
  g_autofree char *words = NULL;

  if (g_str_equal (before, after) || g_str_equal (typed, after))
    return 0;
  if (g_str_equal (typed, before))
    {
      rt_field_entry_set_text (entry, after);
      return 0;
    }
  /* Translators: %s is what somebody else wrote into this field. */
  words = after[0] != '\0' ? g_strdup_printf (_("On file now: %s"), after) : g_strdup (_("On file now: nothing"));
  rt_field_entry_set_advice (entry, words);
  return 1;
}

static void
on_reloaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RtAskDialog) dialog = user_data;
  Ask *ask = g_object_get_data (G_OBJECT (dialog), "rt-ask");
  g_autoptr (GError) error = NULL;
  g_autoptr (RtCustomer) now = rt_desk_run_finish (RT_DESK (source), result, &error);
  guint both = 0;

  if (!rt_ask_dialog_is_open (dialog))
    return;
  rt_ask_dialog_set_busy (dialog, FALSE);
  if (now == NULL)
    {
      rt_ask_dialog_set_problem (dialog, error->message);
      return;
    }
  for (guint i = 0; i < RT_N_FIELDS; i++)
    if (ask->fields[i] != NULL && !ask->kept[i] && rt_shown_get_show (now->shown, (RtFieldId) i) == RT_SHOW_CLEAR)
      both += merge_field (ask, now, (RtFieldId) i);
  rt_customer_unref (ask->customer);
  ask->customer = g_steal_pointer (&now);
  rt_ask_dialog_set_problem (dialog,
                             both > 0 ? _("Somebody else changed this customer meanwhile. Where you both did, what is "
                                           "on file now stands below what you typed. Look it over and save again.")
                                      : _("Somebody else changed this customer meanwhile. Their changes were taken "
                                           "over, and yours are still here. Look it over and save again."));
}

/* The sentence goes to its field when the error names one, else above the buttons. */
static void
show_problem (RtAskDialog *dialog, Ask *ask, const GError *error)
{
  const char *name = rt_error_get_field (error);

  for (guint i = 0; name != NULL && i < RT_N_FIELDS; i++)
    if (ask->fields[i] != NULL && g_str_equal (rt_field_info ((RtFieldId) i)->name, name))
      {
        rt_field_entry_set_problem (ask->fields[i], error->message);
        gtk_widget_grab_focus (GTK_WIDGET (ask->fields[i]));
        return;
      }
  if (ask->phone != NULL && g_error_matches (error, RT_ERROR, RT_ERROR_INVALID))
    {
      rt_field_entry_set_problem (ask->phone, error->message);
      gtk_widget_grab_focus (GTK_WIDGET (ask->phone));
    }
  else if (!g_error_matches (error, RT_ERROR, RT_ERROR_LOCKED))
    rt_ask_dialog_set_problem (dialog, error->message);
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RtAskDialog) dialog = user_data;
  Ask *ask = g_object_get_data (G_OBJECT (dialog), "rt-ask");
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *id = rt_desk_run_finish (RT_DESK (source), result, &error);

  if (id != NULL)
    {
      rt_window_toast (ask->window, _("The customer was saved."));
      rt_kept_text_done (dialog);
    }
  if (!rt_ask_dialog_is_open (dialog))
    return;
  if (g_error_matches (error, RT_ERROR, RT_ERROR_CONFLICT))
    {
      rt_request_customer (RT_DESK (source), ask->customer->id, "work", NULL, on_reloaded, g_object_ref (dialog));
      return;
    }
  rt_ask_dialog_set_busy (dialog, FALSE);
  if (id == NULL)
    show_problem (dialog, ask, error);
  else
    rt_ask_dialog_done (dialog);
}

static void
on_save (RtAskDialog *dialog, Ask *ask)
{
  g_autoptr (RtCustomerEdit) edit = rt_customer_edit_new ();

  edit->id = ask->customer->id;
  edit->rev = ask->customer->rev;
  edit->address_id = ask->customer->address_id;
  rt_ask_dialog_set_problem (dialog, NULL);
  for (guint i = 0; i < RT_N_FIELDS; i++)
    if (ask->fields[i] != NULL && !ask->kept[i])
      {
        rt_field_entry_set_problem (ask->fields[i], NULL);
        rt_customer_edit_set (edit, (RtFieldId) i, rt_field_entry_get_text (ask->fields[i]));
      }
  rt_ask_dialog_set_busy (dialog, TRUE);
  rt_request_customer_save (rt_window_get_desk (ask->window), edit, NULL, on_saved, g_object_ref (dialog));
}

static void
add_field (RtAskDialog *dialog, Ask *ask, RtFieldId field)
{
  RtShow show = rt_shown_get_show (ask->customer->shown, field);
  const char *text = rt_shown_get_text (ask->customer->shown, field);
  RtFieldEntry *entry;

  if (show == RT_SHOW_HIDDEN)
    return;
  entry = RT_FIELD_ENTRY (rt_field_entry_new_personal (field));
  ask->fields[field] = entry;
  ask->kept[field] = show == RT_SHOW_MASKED;
  if (ask->kept[field])
    rt_field_entry_set_kept (entry, text != NULL ? text : "");
  else if (text != NULL)
    {
      g_autofree char *clear = dup_clear (ask->customer, field);

      rt_field_entry_set_text (entry, clear);
    }
  g_signal_connect_object (entry, "changed", G_CALLBACK (rt_kept_form_typed), dialog, G_CONNECT_SWAPPED);
  rt_ask_dialog_append (dialog, GTK_WIDGET (entry));
}

/* What differs from the file alone: what somebody else changes meanwhile is not written over with what it was. */
static char *
read_typed (gpointer owner)
{
  Ask *ask = owner;
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < RT_N_FIELDS; i++)
    if (ask->fields[i] != NULL && !ask->kept[i])
      {
        g_autofree char *before = dup_clear (ask->customer, (RtFieldId) i);
        const char *typed = rt_field_entry_get_text (ask->fields[i]);

        if (!g_str_equal (typed, before))
          rt_text_draft_add (text, rt_field_info ((RtFieldId) i)->name, typed);
      }
  return g_string_free (text, FALSE);
}

static void
fill_typed (gpointer owner, const char *text)
{
  Ask *ask = owner;

  for (guint i = 0; i < RT_N_FIELDS; i++)
    if (ask->fields[i] != NULL && !ask->kept[i])
      {
        char *typed = rt_text_draft_get (text, rt_field_info ((RtFieldId) i)->name);

        if (typed != NULL && !g_str_equal (typed, rt_field_entry_get_text (ask->fields[i])))
          {
            rt_field_entry_set_text (ask->fields[i], typed);
            /* Translators: below an entry that holds what was typed before the desk was locked. */
            rt_field_entry_set_advice (ask->fields[i], _("Not saved yet"));
          }
        rt_wipe_string (typed);
      }
}

/* What the dialogue asks for. */
static gboolean
is_asked_for (RtFieldId field)
{
  RtClass klass = rt_field_info (field)->klass;

  return klass == RT_CLASS_CONTACT || klass == RT_CLASS_ADDRESS;
}

static gboolean
shows_any (const RtCustomer *customer)
{
  for (guint i = 0; i < RT_N_FIELDS; i++)
    if (is_asked_for ((RtFieldId) i) && rt_shown_get_show (customer->shown, (RtFieldId) i) == RT_SHOW_CLEAR)
      return TRUE;
  return FALSE;
}

void
rt_customer_dialog_edit (RtWindow *window, RtCustomer *customer)
{
  const char *words = shows_any (customer)
                        ? NULL
                        : _("You see these details masked, so you cannot change them here. Whoever is "
                             "at work on an order or a ticket of the customer can.");
  RtAskDialog *dialog = rt_ask_dialog_new (GTK_WINDOW (window), _("Edit the customer"), words, _("_Save"));
  static const RtKeptForm form = { read_typed, fill_typed };
  Ask *ask = ask_new (window, dialog, NULL);

  ask->customer = rt_customer_ref (customer);
  for (guint i = 0; i < RT_N_FIELDS; i++)
    if (is_asked_for ((RtFieldId) i))
      add_field (dialog, ask, (RtFieldId) i);
  rt_kept_form_watch (dialog, rt_window_get_desk (window), "customer", customer->id, &form, ask);
  g_signal_connect (dialog, "accepted", G_CALLBACK (on_save), ask);
  gtk_window_present (GTK_WINDOW (dialog));
  for (guint i = 0; i < RT_N_FIELDS; i++)
    if (ask->fields[i] != NULL && !ask->kept[i])
      {
        gtk_widget_grab_focus (GTK_WIDGET (ask->fields[i]));
        return;
      }
}

/* Looking up */
static void
show_left (Ask *ask, guint left)
{
  g_autofree char *words = g_strdup_printf (ngettext ("You can look up %u more customer within this hour.",
                                                      "You can look up %u more customers within this hour.", left),
                                            left);

  gtk_label_set_text (ask->left, words);
}

static void
on_left (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RtAskDialog) dialog = user_data;
  Ask *ask = g_object_get_data (G_OBJECT (dialog), "rt-ask");
  RtLookup *lookup = rt_desk_run_finish (RT_DESK (source), result, NULL);

  if (lookup != NULL && rt_ask_dialog_is_open (dialog))
    show_left (ask, lookup->left);
  rt_lookup_free (lookup);
}

static void
on_looked_up (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RtAskDialog) dialog = user_data;
  Ask *ask = g_object_get_data (G_OBJECT (dialog), "rt-ask");
  g_autoptr (GError) error = NULL;
  RtLookup *lookup = rt_desk_run_finish (RT_DESK (source), result, &error);
  g_autoptr (GtkWidget) asker = g_weak_ref_get (&ask->asker);

  if (!rt_ask_dialog_is_open (dialog))
    {
      rt_lookup_free (lookup);
      return;
    }
  rt_ask_dialog_set_busy (dialog, FALSE);
  if (lookup == NULL)
    {
      show_problem (dialog, ask, error);
      return;
    }
  show_left (ask, lookup->left);
  if (lookup->customer == NULL)
    {
      rt_ask_dialog_set_problem (dialog, _("No customer has this phone number."));
      gtk_widget_grab_focus (GTK_WIDGET (ask->phone));
    }
  else
    {
      if (asker != NULL)
        ask->found (asker, lookup->customer);
      if (lookup->others > 0)
        rt_window_toast (ask->window, _("More customers have this phone number; the newest is shown."));
      rt_ask_dialog_done (dialog);
    }
  rt_lookup_free (lookup);
}

static void
on_look_up (RtAskDialog *dialog, Ask *ask)
{
  const char *phone = rt_field_entry_get_text (ask->phone);

  rt_ask_dialog_set_problem (dialog, NULL);
  if (rt_text_is_blank (phone))
    {
      rt_field_entry_set_problem (ask->phone, _("Type the full phone number."));
      gtk_widget_grab_focus (GTK_WIDGET (ask->phone));
      return;
    }
  rt_field_entry_set_problem (ask->phone, NULL);
  rt_ask_dialog_set_busy (dialog, TRUE);
  rt_request_lookup (rt_window_get_desk (ask->window), phone, NULL, on_looked_up, g_object_ref (dialog));
}

void
rt_customer_dialog_lookup (RtWindow *window, GtkWidget *asker, RtCustomerFound found)
{
  RtAskDialog *dialog =
    rt_ask_dialog_new (GTK_WINDOW (window), _("Look up by full phone number"),
                       _("The customer with exactly this number is shown. Each look-up is recorded."), _("_Look up"));
  Ask *ask = ask_new (window, dialog, asker);

  ask->found = found;
  ask->phone = RT_FIELD_ENTRY (rt_field_entry_new (_("Phone number"), FALSE));
  rt_ask_dialog_append (dialog, GTK_WIDGET (ask->phone));
  ask->left = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (ask->left, TRUE);
  gtk_label_set_xalign (ask->left, 0);
  gtk_widget_add_css_class (GTK_WIDGET (ask->left), "dim-label");
  rt_ask_dialog_append (dialog, GTK_WIDGET (ask->left));
  rt_request_lookups_left (rt_window_get_desk (window), NULL, on_left, g_object_ref (dialog));
  g_signal_connect (dialog, "accepted", G_CALLBACK (on_look_up), ask);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (GTK_WIDGET (ask->phone));
}
