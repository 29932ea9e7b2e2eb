/* Between the page of the order form and the value it edits. */
#include "config.h"

#include "rt-order-form-private.h"

#include "rt-lang.h"
#include "rt-secret.h"
#include <glib/gi18n.h>

static const char *const times[] = { "", "morning", "afternoon", "evening" };
static const char *const methods[] = { "cash", "card", "transfer", "wechat", "alipay", "other" };
static const char *const channels[] = { "counter", "telephone", "paper" };

static guint
find_word (const char *const *words, guint n, const char *word)
{
  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (words[i], word) == 0)
      return i;
  return 0;
}

static void
replace (char **place, const char *text)
{
  rt_wipe_string (*place);
  *place = g_strdup (text);
}

static gboolean
is_kept (RtFieldEntry *entry)
{
  return !gtk_widget_get_sensitive (rt_field_entry_get_input (entry));
}

RtOrderEdit *
rt_order_form_dup_edit (RtOrderForm *self)
{
  RtOrderEdit *edit = rt_order_edit_new ();
  gboolean home = gtk_check_button_get_active (self->home_consent);

  edit->id = self->orig->id;
  edit->rev = self->orig->rev;
  edit->customer_id = self->orig->customer_id;
  edit->customer_rev = self->orig->customer_rev;
  edit->address_id = self->orig->address_id;
  edit->home_consent = home;
  for (guint i = 0; i < RT_N_FIELDS; i++)
    if (self->fields[i] != NULL && !is_kept (self->fields[i]) &&
        (home || rt_field_info ((RtFieldId) i)->klass != RT_CLASS_HOME))
      replace (&edit->values[i], rt_field_entry_get_text (self->fields[i]));
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->lines)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (!rt_line_row_is_blank (RT_LINE_ROW (row)))
      g_ptr_array_add (edit->lines, rt_line_row_dup (RT_LINE_ROW (row)));
  replace (&edit->ordered_on, rt_day_entry_get_text (self->ordered_on));
  replace (&edit->deliver_from, rt_day_entry_get_text (self->deliver_from));
  replace (&edit->deliver_to, rt_day_entry_get_text (self->deliver_to));
  replace (&edit->deliver_time, times[gtk_drop_down_get_selected (self->deliver_time)]);
  replace (&edit->deposit, rt_field_entry_get_text (self->deposit));
  replace (&edit->deposit_method, methods[gtk_drop_down_get_selected (self->deposit_method)]);
  edit->acknowledged = gtk_check_button_get_active (self->acknowledged);
  replace (&edit->ack_language, rt_lang_current ());
  replace (&edit->ack_channel, channels[gtk_drop_down_get_selected (self->ack_channel)]);
  edit->notice_id = self->current != NULL ? self->current->id : 0;
  return edit;
}

static void
show_lines (RtOrderForm *self, const RtOrderEdit *edit)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->lines))) != NULL)
    gtk_box_remove (self->lines, row);
  for (guint i = 0; i < edit->lines->len; i++)
    rt_line_row_set (rt_order_form_add_line (self), g_ptr_array_index (edit->lines, i));
  if (edit->lines->len == 0)
    rt_order_form_add_line (self);
}

void
rt_order_form_show_edit (RtOrderForm *self, const RtOrderEdit *edit)
{
  self->quiet = TRUE;
  self->orig->id = edit->id;
  self->orig->rev = edit->rev;
  self->orig->customer_id = edit->customer_id;
  self->orig->customer_rev = edit->customer_rev;
  self->orig->address_id = edit->address_id;
  for (guint i = 0; i < RT_N_FIELDS; i++)
    if (self->fields[i] != NULL)
      rt_field_entry_set_text (self->fields[i], edit->values[i]);
  show_lines (self, edit);
  rt_day_entry_set_text (self->ordered_on, edit->ordered_on);
  rt_day_entry_set_text (self->deliver_from, edit->deliver_from);
  rt_day_entry_set_text (self->deliver_to, edit->deliver_to);
  gtk_drop_down_set_selected (self->deliver_time, find_word (times, G_N_ELEMENTS (times), edit->deliver_time));
  rt_field_entry_set_text (self->deposit, edit->deposit);
  gtk_drop_down_set_selected (self->deposit_method, find_word (methods, G_N_ELEMENTS (methods), edit->deposit_method));
  gtk_check_button_set_active (self->home_consent, edit->home_consent);
  gtk_check_button_set_active (self->acknowledged, edit->acknowledged);
  gtk_drop_down_set_selected (self->ack_channel, find_word (channels, G_N_ELEMENTS (channels), edit->ack_channel));
  self->quiet = FALSE;
  rt_order_form_update_total (self);
}

/* A sentence below something to tick; NULL takes it away. */
static GtkWidget *
show_below (GtkCheckButton *check, GtkLabel *label, const char *sentence)
{
  gtk_label_set_text (label, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (label), sentence != NULL);
  gtk_accessible_update_state (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_STATE_INVALID,
                               sentence != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
  return GTK_WIDGET (check);
}

void
rt_order_form_clear_problems (RtOrderForm *self)
{
  for (guint i = 0; i < RT_N_FIELDS; i++)
    if (self->fields[i] != NULL)
      rt_field_entry_set_problem (self->fields[i], NULL);
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->lines)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    rt_line_row_set_problem (RT_LINE_ROW (row), NULL, NULL);
  rt_day_entry_set_problem (self->ordered_on, NULL);
  rt_day_entry_set_problem (self->deliver_from, NULL);
  rt_day_entry_set_problem (self->deliver_to, NULL);
  rt_field_entry_set_problem (self->deposit, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->lines_note), FALSE);
  show_below (self->home_consent, self->home_problem, NULL);
  show_below (self->acknowledged, self->ack_problem, NULL);
  gtk_label_set_text (self->problem, "");
}

/* Lines are numbered from 0 among those that are not blank. */
static GtkWidget *
find_line (RtOrderForm *self, guint64 wanted)
{
  guint64 index = 0;

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->lines)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (!rt_line_row_is_blank (RT_LINE_ROW (row)) && index++ == wanted)
      return row;
  return gtk_widget_get_first_child (GTK_WIDGET (self->lines));
}

/* Shows one problem at its place; gives the widget to go to. */
static GtkWidget *
place_problem (RtOrderForm *self, const RtProblem *problem)
{
  const struct
  {
    const char *field;
    RtDayEntry *entry;
  } days[] = { { "ordered_on", self->ordered_on },
               { "deliver_from", self->deliver_from },
               { "deliver_to", self->deliver_to } };
  RtFieldId field;

  if (rt_field_from_name (problem->field, &field) && self->fields[field] != NULL)
    {
      rt_field_entry_set_problem (self->fields[field], problem->message);
      return GTK_WIDGET (self->fields[field]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    if (g_strcmp0 (problem->field, days[i].field) == 0)
      {
        rt_day_entry_set_problem (days[i].entry, problem->message);
        return GTK_WIDGET (days[i].entry);
      }
  if (g_strcmp0 (problem->field, "deposit") == 0)
    {
      rt_field_entry_set_problem (self->deposit, problem->message);
      return GTK_WIDGET (self->deposit);
    }
  if (problem->field != NULL && g_str_has_prefix (problem->field, "lines"))
    {
      char *end = NULL;
      GtkWidget *row = find_line (self, problem->field[5] == '.' ? g_ascii_strtoull (problem->field + 6, &end, 10) : 0);

      return rt_line_row_set_problem (RT_LINE_ROW (row), end != NULL && *end == '.' ? end + 1 : "description",
                                      problem->message);
    }
  if (g_strcmp0 (problem->field, "home_consent") == 0)
    return show_below (self->home_consent, self->home_problem, problem->message);
  if (g_strcmp0 (problem->field, "acknowledged") == 0)
    return show_below (self->acknowledged, self->ack_problem, problem->message);
  return NULL;
}

/* Whether the place comes before the other as the page is read; the check has an order of its own. */
static gboolean
comes_before (RtOrderForm *self, GtkWidget *place, GtkWidget *other)
{
  graphene_rect_t here, there;

  if (place == NULL || other == NULL)
    return other == NULL;
  if (!gtk_widget_compute_bounds (place, GTK_WIDGET (self), &here) ||
      !gtk_widget_compute_bounds (other, GTK_WIDGET (self), &there))
    return FALSE;
  return here.origin.y < there.origin.y || (here.origin.y <= there.origin.y && here.origin.x < there.origin.x);
}

void
rt_order_form_show_problems (RtOrderForm *self, GPtrArray *problems)
{
  GtkWidget *first = NULL;
  const RtProblem *one = g_ptr_array_index (problems, 0);

  for (guint i = 0; i < problems->len; i++)
    {
      GtkWidget *place = place_problem (self, g_ptr_array_index (problems, i));

      if (comes_before (self, place, first))
        first = place;
    }
  if (problems->len == 1)
    gtk_label_set_text (self->problem, one->message);
  else
    {
      g_autofree char *words =
        g_strdup_printf (ngettext ("%u thing is missing or not right; it is said beside its entry.",
                                   "%u things are missing or not right; each is said beside its entry.", problems->len),
                         problems->len);

      gtk_label_set_text (self->problem, words);
    }
  if (first != NULL)
    gtk_widget_grab_focus (first);
}

void
rt_order_form_update_total (RtOrderForm *self)
{
  const RtStoreInfo *store = rt_desk_get_store (rt_window_get_desk (self->window));
  g_autoptr (RtOrderEdit) edit = rt_order_form_dup_edit (self);
  g_autoptr (GPtrArray) problems = NULL;
  g_autofree char *text = NULL;
  RtMinor total = RT_MINOR_NONE;

  problems = rt_order_edit_check (edit, store, rt_desk_get_today (rt_window_get_desk (self->window)), &total);
  text = total != RT_MINOR_NONE ? rt_money_format (total, store->currency, TRUE, NULL) : NULL;
  gtk_label_set_text (self->total, text != NULL ? text : "");
}
