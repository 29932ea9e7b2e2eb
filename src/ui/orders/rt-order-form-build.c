/* The page of the order form: groups in the order of talking. */
#include "config.h"

#include "rt-order-form-private.h"

#include "rt-choice.h"
#include "rt-field-grid.h"
#include "rt-focus-room.h"
#include "rt-form-group.h"
#include "rt-lang.h"
#include "rt-order-rows.h"
#include "rt-scan.h"
#include <glib/gi18n.h>

static void
add_field (RtOrderForm *self, GtkGrid *grid, RtFieldId field, int column, int row, int width)
{
  GtkWidget *entry = rt_field_entry_new_personal (field);

  self->fields[field] = RT_FIELD_ENTRY (entry);
  gtk_widget_set_hexpand (entry, TRUE);
  gtk_grid_attach (grid, entry, column, row, width, 1);
  g_signal_connect_object (entry, "changed", G_CALLBACK (rt_order_form_changed), self, G_CONNECT_SWAPPED);
}

/* Free text: what should not stand in it is told as it is typed (product.md §2). */
static void
on_free_text (RtFieldEntry *entry)
{
  rt_field_entry_set_advice (entry, rt_scan_advice (rt_scan_kinds (rt_field_entry_get_text (entry))));
}

static void
add_free_text (RtOrderForm *self, GtkGrid *grid, RtFieldId field, int column, int row)
{
  add_field (self, grid, field, column, row, 1);
  g_signal_connect (self->fields[field], "changed", G_CALLBACK (on_free_text), NULL);
}

static GtkGrid *
add_grid (RtOrderForm *self, GtkWidget *card)
{
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 9);
  gtk_grid_set_column_homogeneous (GTK_GRID (grid), TRUE);
  gtk_box_append (GTK_BOX (card), grid);
  g_ptr_array_add (self->grids, grid);
  return GTK_GRID (grid);
}

/* "Use this customer", and back again: "Someone else". */
static void
on_returning (RtOrderForm *self)
{
  if (self->orig->customer_id == 0)
    rt_order_form_use_found (self);
  else
    rt_order_form_forget_customer (self);
}

static void
build_returning (RtOrderForm *self, GtkWidget *card)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *revealer = gtk_revealer_new ();
  GtkWidget *label = gtk_label_new (NULL);
  GtkWidget *use = gtk_button_new_with_mnemonic (_("_Use this customer"));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (use, "suggested-action");
  gtk_widget_add_css_class (box, "banner");
  gtk_widget_add_css_class (box, "info");
  g_signal_connect_object (use, "clicked", G_CALLBACK (on_returning), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), use);
  gtk_revealer_set_child (GTK_REVEALER (revealer), box);
  gtk_box_append (GTK_BOX (card), revealer);
  self->returning = GTK_REVEALER (revealer);
  self->returning_words = GTK_LABEL (label);
  self->returning_use = GTK_BUTTON (use);
}

static void
build_who (RtOrderForm *self, GtkBox *page)
{
  GtkWidget *card = rt_form_group_append (page, C_("form", "Who"));
  GtkGrid *grid = add_grid (self, card);

  add_field (self, grid, RT_FIELD_PHONE, 0, 0, 2);
  add_field (self, grid, RT_FIELD_NAME, 2, 0, 2);
  add_field (self, grid, RT_FIELD_PHONE2, 4, 0, 2);
  add_field (self, grid, RT_FIELD_EMAIL, 0, 1, 3);
  add_field (self, grid, RT_FIELD_WECHAT, 3, 1, 3);
  rt_field_entry_set_placeholder (self->fields[RT_FIELD_PHONE], _("Return finds a returning customer"));
  g_signal_connect_object (self->fields[RT_FIELD_PHONE], "activate", G_CALLBACK (rt_order_form_look_up), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->fields[RT_FIELD_PHONE], "changed", G_CALLBACK (rt_order_form_phone_changed), self,
                           G_CONNECT_SWAPPED);
  build_returning (self, card);
}

/* An address is asked for as it is said in the person's language: from the large to the small in Chinese, the other way
 * in English. */
static void
build_where (RtOrderForm *self, GtkBox *page)
{
  GtkGrid *grid = add_grid (self, rt_form_group_append (page, C_("form", "Where")));

  if (rt_lang_is_chinese (NULL))
    {
      add_field (self, grid, RT_FIELD_REGION_PROVINCE, 0, 0, 2);
      add_field (self, grid, RT_FIELD_REGION_CITY, 2, 0, 2);
      add_field (self, grid, RT_FIELD_REGION_DISTRICT, 4, 0, 2);
      add_field (self, grid, RT_FIELD_STREET, 0, 1, 4);
      add_field (self, grid, RT_FIELD_BUILDING, 4, 1, 1);
      add_field (self, grid, RT_FIELD_UNIT, 5, 1, 1);
      add_field (self, grid, RT_FIELD_FLOOR, 0, 2, 1);
      add_field (self, grid, RT_FIELD_LIFT, 1, 2, 1);
      add_field (self, grid, RT_FIELD_PARKING, 2, 2, 2);
      add_field (self, grid, RT_FIELD_POSTCODE, 4, 2, 1);
      add_field (self, grid, RT_FIELD_REGION_COUNTRY, 5, 2, 1);
      return;
    }
  add_field (self, grid, RT_FIELD_STREET, 0, 0, 4);
  add_field (self, grid, RT_FIELD_BUILDING, 4, 0, 1);
  add_field (self, grid, RT_FIELD_UNIT, 5, 0, 1);
  add_field (self, grid, RT_FIELD_REGION_CITY, 0, 1, 2);
  add_field (self, grid, RT_FIELD_REGION_DISTRICT, 2, 1, 1);
  add_field (self, grid, RT_FIELD_REGION_PROVINCE, 3, 1, 1);
  add_field (self, grid, RT_FIELD_POSTCODE, 4, 1, 1);
  add_field (self, grid, RT_FIELD_REGION_COUNTRY, 5, 1, 1);
  add_field (self, grid, RT_FIELD_FLOOR, 0, 2, 1);
  add_field (self, grid, RT_FIELD_LIFT, 1, 2, 1);
  add_field (self, grid, RT_FIELD_PARKING, 2, 2, 4);
}

static void
on_add_line (RtOrderForm *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (rt_order_form_add_line (self)));
}

static void
on_remove_line (RtOrderForm *self, RtLineRow *row)
{
  gtk_box_remove (self->lines, GTK_WIDGET (row));
  if (gtk_widget_get_first_child (GTK_WIDGET (self->lines)) == NULL)
    rt_order_form_add_line (self);
  rt_order_form_changed (self);
}

RtLineRow *
rt_order_form_add_line (RtOrderForm *self)
{
  RtDesk *desk = rt_window_get_desk (self->window);
  GtkWidget *row = rt_line_row_new (desk, rt_desk_get_store (desk)->currency);

  g_signal_connect_object (row, "changed", G_CALLBACK (rt_order_form_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "remove", G_CALLBACK (on_remove_line), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->lines, row);
  rt_line_row_set_narrow (RT_LINE_ROW (row), self->narrow);
  return RT_LINE_ROW (row);
}

static void
build_what (RtOrderForm *self, GtkBox *page)
{
  GtkWidget *card = rt_form_group_append (page, C_("form", "What"));
  GtkWidget *add = gtk_button_new_with_mnemonic (_("Add a _line"));

  self->lines = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 12));
  gtk_box_append (GTK_BOX (card), GTK_WIDGET (self->lines));
  self->lines_note = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->lines_note, TRUE);
  gtk_label_set_xalign (self->lines_note, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->lines_note), "caption");
  gtk_widget_set_visible (GTK_WIDGET (self->lines_note), FALSE);
  gtk_box_append (GTK_BOX (card), GTK_WIDGET (self->lines_note));
  gtk_widget_set_halign (add, GTK_ALIGN_START);
  g_signal_connect_object (add, "clicked", G_CALLBACK (on_add_line), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (card), add);
  rt_order_form_add_line (self);
}

static RtDayEntry *
add_day (RtOrderForm *self, GtkGrid *grid, const char *label, int column)
{
  GtkWidget *entry = rt_day_entry_new (label);

  rt_day_entry_set_today (RT_DAY_ENTRY (entry), rt_desk_get_today (rt_window_get_desk (self->window)));
  gtk_widget_set_hexpand (entry, TRUE);
  gtk_grid_attach (grid, entry, column, 0, 1, 1);
  g_signal_connect_object (entry, "changed", G_CALLBACK (rt_order_form_changed), self, G_CONNECT_SWAPPED);
  return RT_DAY_ENTRY (entry);
}

static GtkDropDown *
add_choice (RtOrderForm *self, GtkGrid *grid, const char *label, const char *const *words, int column, int row)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *caption = gtk_label_new (label);
  GtkWidget *choice = gtk_drop_down_new_from_strings (words);

  gtk_label_set_xalign (GTK_LABEL (caption), 0);
  gtk_widget_add_css_class (caption, "caption-heading");
  gtk_box_append (GTK_BOX (box), caption);
  gtk_box_append (GTK_BOX (box), choice);
  rt_choice_set_label (GTK_DROP_DOWN (choice), caption);
  g_signal_connect_object (choice, "notify::selected", G_CALLBACK (rt_order_form_changed), self, G_CONNECT_SWAPPED);
  gtk_grid_attach (grid, box, column, row, 1, 1);
  return GTK_DROP_DOWN (choice);
}

static void
build_when (RtOrderForm *self, GtkBox *page)
{
  GtkGrid *grid = add_grid (self, rt_form_group_append (page, _("When")));
  const char *times[] = { _("Any time"), _("Morning"), _("Afternoon"), _("Evening"), NULL };

  self->deliver_from = add_day (self, grid, _("Deliver from"), 0);
  self->deliver_to = add_day (self, grid, _("Until"), 1);
  self->deliver_time = add_choice (self, grid, _("Part of the day"), times, 2, 0);
  self->ordered_on = add_day (self, grid, _("Ordered on"), 3);
}

static void
build_money (RtOrderForm *self, GtkBox *page)
{
  GtkGrid *grid;
  GtkWidget *deposit = rt_field_entry_new (_("Deposit now"), FALSE);
  static const char *const ids[] = { "cash", "card", "transfer", "wechat", "alipay", "other" };
  const char *words[G_N_ELEMENTS (ids) + 1] = { NULL };

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    words[i] = rt_words_method_name (ids[i]);
  self->money = rt_form_group_append (page, _("Money"));
  grid = add_grid (self, self->money);
  self->deposit = RT_FIELD_ENTRY (deposit);
  gtk_grid_attach (grid, deposit, 0, 0, 1, 1);
  self->deposit_method = add_choice (self, grid, _("How it is paid"), words, 1, 0);
  gtk_grid_attach (grid, gtk_label_new (NULL), 2, 0, 1, 1);
  g_signal_connect_object (deposit, "changed", G_CALLBACK (rt_order_form_changed), self, G_CONNECT_SWAPPED);
}

/* Something to tick, with words that wrap, and the place below it for what is wrong. */
static GtkCheckButton *
add_check (RtOrderForm *self, GtkWidget *card, const char *words, GtkLabel **problem, GCallback toggled)
{
  GtkWidget *check = gtk_check_button_new ();
  GtkWidget *label = gtk_label_new_with_mnemonic (words);
  GtkWidget *below = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), check);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (check), label);
  gtk_label_set_wrap (GTK_LABEL (below), TRUE);
  gtk_label_set_xalign (GTK_LABEL (below), 0);
  gtk_widget_add_css_class (below, "caption");
  gtk_widget_add_css_class (below, "error");
  gtk_widget_set_visible (below, FALSE);
  g_signal_connect_object (check, "toggled", toggled, self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (card), check);
  gtk_box_append (GTK_BOX (card), below);
  *problem = GTK_LABEL (below);
  return GTK_CHECK_BUTTON (check);
}

static void
on_acknowledged (RtOrderForm *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->ack_problem), FALSE);
  rt_order_form_changed (self);
}

/* The consent is the customer's, not this order's: taking it back reaches all their orders. */
static void
on_consent (RtOrderForm *self)
{
  gboolean given = gtk_check_button_get_active (self->home_consent);
  gboolean taken_back = !given && self->order != NULL && self->order->home_consent;

  gtk_revealer_set_reveal_child (self->home, given);
  gtk_label_set_text (self->home_problem, taken_back ? rt_order_form_words_withdraw () : "");
  gtk_widget_set_visible (GTK_WIDGET (self->home_problem), taken_back);
  rt_order_form_changed (self);
}

static void
build_home (RtOrderForm *self, GtkBox *page)
{
  GtkWidget *card = rt_form_group_append (page, _("The home, only if the customer wants it"));
  GtkWidget *revealer = gtk_revealer_new ();
  GtkWidget *inside = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkGrid *grid = add_grid (self, inside);

  self->home_consent = add_check (
    self, card,
    _("The customer consents, separately and freely, to keeping details about the home for planning and design."),
    &self->home_problem, G_CALLBACK (on_consent));
  add_free_text (self, grid, RT_FIELD_STYLE, 0, 0);
  add_free_text (self, grid, RT_FIELD_HOUSEHOLD, 1, 0);
  add_free_text (self, grid, RT_FIELD_MEASURES, 0, 1);
  add_free_text (self, grid, RT_FIELD_DESIGN_NOTE, 1, 1);
  /* At once: Tab must find the first of them where it will stand. */
  gtk_revealer_set_transition_type (GTK_REVEALER (revealer), GTK_REVEALER_TRANSITION_TYPE_NONE);
  gtk_revealer_set_child (GTK_REVEALER (revealer), inside);
  /* Without a transition a closed revealer keeps the room of what is in it. */
  g_object_bind_property (revealer, "reveal-child", revealer, "visible", G_BINDING_SYNC_CREATE);
  gtk_box_append (GTK_BOX (card), revealer);
  self->home_group = card;
  self->home = GTK_REVEALER (revealer);
}

static void
build_notice (RtOrderForm *self, GtkBox *page)
{
  GtkWidget *words = gtk_label_new (NULL);
  const char *channels[] = { _("At the counter"), _("By telephone"), _("On paper"), NULL };
  GtkGrid *grid;

  self->notice = rt_form_group_append (page, _("Notice"));
  gtk_label_set_wrap (GTK_LABEL (words), TRUE);
  gtk_label_set_xalign (GTK_LABEL (words), 0);
  gtk_box_append (GTK_BOX (self->notice), words);
  self->notice_words = GTK_LABEL (words);
  self->acknowledged = add_check (self, self->notice, _("The customer was given this _notice and acknowledges it"),
                                  &self->ack_problem, G_CALLBACK (on_acknowledged));
  grid = add_grid (self, self->notice);
  self->ack_channel = add_choice (self, grid, _("How it was given"), channels, 0, 0);
  gtk_grid_attach (grid, gtk_label_new (NULL), 1, 0, 2, 1);
}

static void
on_problem (RtOrderForm *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->problem), gtk_label_get_text (self->problem)[0] != '\0');
}

static GtkWidget *
build_bottom (RtOrderForm *self)
{
  GtkWidget *bottom = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *save = gtk_button_new_with_mnemonic (_("_Save the order"));
  GtkWidget *leave = gtk_button_new_with_mnemonic (_("_Close"));
  GtkWidget *discard = gtk_button_new_with_mnemonic (_("_Discard…"));

  self->problem = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->problem, TRUE);
  gtk_label_set_xalign (self->problem, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->problem), "error");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), FALSE);
  g_signal_connect_object (self->problem, "notify::label", G_CALLBACK (on_problem), self, G_CONNECT_SWAPPED);
  self->total = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->total, 1);
  gtk_widget_set_hexpand (GTK_WIDGET (self->total), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->total), "total-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->total), "numeric");
  self->save = GTK_BUTTON (save);
  gtk_widget_add_css_class (save, "suggested-action");
  gtk_widget_set_tooltip_text (save, _("Save the order (Ctrl+S)"));
  gtk_widget_set_tooltip_text (leave, _("Back to the list; what is typed is kept"));
  g_signal_connect_object (save, "clicked", G_CALLBACK (rt_order_form_save), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (leave, "clicked", G_CALLBACK (rt_order_form_leave), self, G_CONNECT_SWAPPED);
  gtk_widget_add_css_class (bottom, "form-bar");
  gtk_widget_set_tooltip_text (discard, _("Leave without saving; what is typed is thrown away"));
  gtk_widget_add_css_class (discard, "flat");
  g_signal_connect_object (discard, "clicked", G_CALLBACK (rt_order_form_discard), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (bar), leave);
  gtk_box_append (GTK_BOX (bar), discard);
  gtk_box_append (GTK_BOX (bar), GTK_WIDGET (self->total));
  gtk_box_append (GTK_BOX (bar), save);
  gtk_box_append (GTK_BOX (bottom), GTK_WIDGET (self->problem));
  gtk_box_append (GTK_BOX (bottom), bar);
  return bottom;
}

/* The page folds with its width: not while it is being laid out, but right after. */
static gboolean
on_reflow (gpointer user_data)
{
  RtOrderForm *self = user_data;

  self->reflow_idle = 0;
  for (guint i = 0; i < self->grids->len; i++)
    rt_field_grid_set_narrow (g_ptr_array_index (self->grids, i), self->narrow);
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->lines)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    rt_line_row_set_narrow (RT_LINE_ROW (row), self->narrow);
  return G_SOURCE_REMOVE;
}

static void
on_width (RtOrderForm *self)
{
  GtkAdjustment *across = gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  gboolean narrow = rt_field_grid_is_narrow (self->scroller, (int) gtk_adjustment_get_page_size (across));

  if (narrow == self->narrow)
    return;
  self->narrow = narrow;
  if (self->reflow_idle == 0)
    self->reflow_idle = g_idle_add (on_reflow, self);
}

void
rt_order_form_build (RtOrderForm *self)
{
  GtkWidget *outer = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *clamp = adw_clamp_new ();

  self->title = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->title, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "title-1");
  gtk_box_append (GTK_BOX (page), GTK_WIDGET (self->title));
  build_who (self, GTK_BOX (page));
  build_where (self, GTK_BOX (page));
  build_what (self, GTK_BOX (page));
  build_when (self, GTK_BOX (page));
  build_money (self, GTK_BOX (page));
  build_home (self, GTK_BOX (page));
  build_notice (self, GTK_BOX (page));
  gtk_widget_add_css_class (page, "detail");
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 1000);
  adw_clamp_set_tightening_threshold (ADW_CLAMP (clamp), 1000);
  adw_clamp_set_child (ADW_CLAMP (clamp), page);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), clamp);
  gtk_widget_set_vexpand (self->scroller, TRUE);
  rt_focus_room_keep (GTK_SCROLLED_WINDOW (self->scroller));
  g_signal_connect_object (gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (self->scroller)), "changed",
                           G_CALLBACK (on_width), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (outer), self->scroller);
  gtk_box_append (GTK_BOX (outer), build_bottom (self));
  gtk_widget_set_parent (outer, GTK_WIDGET (self));
}
