/* One line of the order form. */
#include "config.h"

#include "rt-line-row.h"

#include "rt-choice.h"
#include "rt-field-entry.h"
#include "rt-requests.h"
#include "rt-scan.h"
#include "rt-tab-order.h"
#include "rt-text.h"
#include <glib/gi18n.h>

#define MOST_PRODUCTS 12

struct _RtLineRow
{
  GtkWidget parent_instance;

  /* owned by the widget tree */
  RtFieldEntry *description;
  RtFieldEntry *quantity;
  RtFieldEntry *unit_price;
  RtFieldEntry *line_total;
  RtFieldEntry *note;
  GtkCheckButton *custom_made;
  GtkDropDown *warranty;
  GtkWidget *first; /* the box of the first row */
  GtkWidget *popover;
  GtkListBox *products;

  /* owned */
  RtDesk *desk;
  GCancellable *cancellable;
  GPtrArray *found;
  char *currency;

  gint64 id;
  gint64 product_id;
  gboolean total_typed;
  gboolean quiet;
};

enum
{
  CHANGED,
  REMOVE,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RtLineRow, rt_line_row, GTK_TYPE_WIDGET)

/* The total follows quantity and price until one is typed by hand. */
static void
update_total (RtLineRow *self)
{
  RtLineEdit *line = rt_line_row_dup (self);
  RtMinor total;

  if (!self->total_typed)
    {
      g_autofree char *text =
        rt_line_edit_total (line, self->currency, &total) ? rt_money_to_plain (total, self->currency) : NULL;

      rt_field_entry_set_text (self->line_total, text);
    }
  rt_line_edit_free (line);
}

static void
emit_changed (RtLineRow *self)
{
  if (!self->quiet)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_amount (RtLineRow *self)
{
  update_total (self);
  emit_changed (self);
}

static void
on_total (RtLineRow *self)
{
  self->total_typed = !rt_text_is_blank (rt_field_entry_get_text (self->line_total));
  emit_changed (self);
}

static void
on_note (RtLineRow *self)
{
  RtScanFinds finds = rt_scan_kinds (rt_field_entry_get_text (self->note));

  rt_field_entry_set_advice (self->note, finds != RT_SCAN_NONE ? rt_scan_advice (finds) : NULL);
  emit_changed (self);
}

static void
on_custom (RtLineRow *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->note), gtk_check_button_get_active (self->custom_made));
  emit_changed (self);
}

static void
on_remove (RtLineRow *self)
{
  g_signal_emit (self, signals[REMOVE], 0);
}

/* Products */
static gboolean
has_focus_inside (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

static void
clear_products (RtLineRow *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->products, 0)) != NULL)
    gtk_list_box_remove (self->products, GTK_WIDGET (row));
}

static void
add_product (RtLineRow *self, const RtProduct *product)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *name = gtk_label_new (product->name);
  g_autofree char *money = product->list_price != RT_MINOR_NONE
                             ? rt_money_format (product->list_price, self->currency, TRUE, NULL)
                             : g_strdup ("");
  GtkWidget *price = gtk_label_new (money);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_widget_add_css_class (price, "dim-label");
  gtk_widget_add_css_class (price, "numeric");
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), price);
  gtk_list_box_append (self->products, box);
}

static void
on_products (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RtLineRow) self = user_data;
  g_autoptr (GPtrArray) found = rt_desk_run_finish (RT_DESK (source), result, NULL);

  if (found == NULL || self->products == NULL || !has_focus_inside (GTK_WIDGET (self->description)))
    return;
  clear_products (self);
  g_clear_pointer (&self->found, g_ptr_array_unref);
  self->found = g_steal_pointer (&found);
  for (guint i = 0; i < self->found->len; i++)
    add_product (self, g_ptr_array_index (self->found, i));
  if (self->found->len > 0)
    gtk_popover_popup (GTK_POPOVER (self->popover));
  else
    gtk_popover_popdown (GTK_POPOVER (self->popover));
}

static void
on_description (RtLineRow *self)
{
  const char *typed = rt_field_entry_get_text (self->description);

  self->product_id = 0;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (!rt_text_is_blank (typed))
    {
      self->cancellable = g_cancellable_new ();
      rt_request_products (self->desk, typed, MOST_PRODUCTS, self->cancellable, on_products, g_object_ref (self));
    }
  else
    gtk_popover_popdown (GTK_POPOVER (self->popover));
  emit_changed (self);
}

static void
on_product_chosen (RtLineRow *self, GtkListBoxRow *row)
{
  int index = gtk_list_box_row_get_index (row);
  const RtProduct *product = index >= 0 && self->found != NULL && (guint) index < self->found->len
                               ? g_ptr_array_index (self->found, (guint) index)
                               : NULL;

  gtk_popover_popdown (GTK_POPOVER (self->popover));
  if (product == NULL)
    return;
  rt_field_entry_set_text (self->description, product->name);
  self->product_id = product->id;
  gtk_drop_down_set_selected (self->warranty, (guint) product->warranty);
  if (product->list_price != RT_MINOR_NONE)
    {
      g_autofree char *price = rt_money_to_plain (product->list_price, self->currency);

      rt_field_entry_set_text (self->unit_price, price);
    }
  on_amount (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->quantity));
}

static gboolean
on_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, RtLineRow *self)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->products, 0);

  if (!gtk_widget_get_visible (self->popover) || row == NULL)
    return FALSE;
  switch (key)
    {
    case GDK_KEY_Escape:
      gtk_popover_popdown (GTK_POPOVER (self->popover));
      return TRUE;
    case GDK_KEY_Tab:
    case GDK_KEY_ISO_Left_Tab:
      /* Tab goes on in the form, not through the list. */
      gtk_popover_popdown (GTK_POPOVER (self->popover));
      return FALSE;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      if (self->found->len != 1)
        return FALSE;
      on_product_chosen (self, row);
      return TRUE;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      gtk_widget_grab_focus (GTK_WIDGET (row));
      return TRUE;
    default:
      return FALSE;
    }
}

/* In the list: Escape and Tab go back to the words. */
static gboolean
on_list_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, RtLineRow *self)
{
  if (key != GDK_KEY_Escape && key != GDK_KEY_Tab && key != GDK_KEY_ISO_Left_Tab)
    return FALSE;
  gtk_widget_grab_focus (GTK_WIDGET (self->description));
  gtk_popover_popdown (GTK_POPOVER (self->popover));
  return TRUE;
}

static void
on_left (RtLineRow *self)
{
  if (!has_focus_inside (self->popover))
    gtk_popover_popdown (GTK_POPOVER (self->popover));
}

static void
build_popover (RtLineRow *self)
{
  GtkWidget *input = rt_field_entry_get_input (self->description);
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *list_keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->products = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->products, GTK_SELECTION_NONE);
  g_signal_connect_object (self->products, "row-activated", G_CALLBACK (on_product_chosen), self, G_CONNECT_SWAPPED);
  self->popover = gtk_popover_new ();
  gtk_popover_set_autohide (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_position (GTK_POPOVER (self->popover), GTK_POS_BOTTOM);
  gtk_widget_set_size_request (self->popover, 360, -1);
  gtk_popover_set_child (GTK_POPOVER (self->popover), GTK_WIDGET (self->products));
  gtk_widget_set_parent (self->popover, GTK_WIDGET (self->description));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key), self, 0);
  gtk_widget_add_controller (input, keys);
  gtk_event_controller_set_propagation_phase (list_keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (list_keys, "key-pressed", G_CALLBACK (on_list_key), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->products), list_keys);
  g_signal_connect_object (focus, "leave", G_CALLBACK (on_left), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->description), focus);
}

static RtFieldEntry *
add_entry (RtLineRow *self, GtkBox *box, const char *label, int width, GCallback changed)
{
  GtkWidget *entry = rt_field_entry_new (label, FALSE);

  if (width > 0)
    gtk_editable_set_width_chars (GTK_EDITABLE (rt_field_entry_get_input (RT_FIELD_ENTRY (entry))), width);
  gtk_widget_set_hexpand (entry, width == 0);
  g_signal_connect_object (entry, "changed", changed, self, G_CONNECT_SWAPPED);
  gtk_box_append (box, entry);
  return RT_FIELD_ENTRY (entry);
}

static void
build_second (RtLineRow *self, GtkWidget *parent)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  const char *words[RT_N_WARRANTIES + 1] = { NULL };
  GtkWidget *label = gtk_label_new (_("Warranty"));

  for (guint i = 0; i < RT_N_WARRANTIES; i++)
    words[i] = _ (rt_warranty_name ((RtWarranty) i));
  self->custom_made = GTK_CHECK_BUTTON (gtk_check_button_new_with_mnemonic (_("Ma_de to order")));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->custom_made), _("Made-to-order lines have no seven-day return."));
  g_signal_connect_object (self->custom_made, "toggled", G_CALLBACK (on_custom), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->custom_made));
  gtk_widget_add_css_class (label, "dim-label");
  gtk_box_append (GTK_BOX (box), label);
  self->warranty = GTK_DROP_DOWN (gtk_drop_down_new_from_strings (words));
  gtk_drop_down_set_selected (self->warranty, RT_WARRANTY_CASE);
  rt_choice_set_label (self->warranty, label);
  g_signal_connect_object (self->warranty, "notify::selected", G_CALLBACK (emit_changed), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->warranty));
  gtk_box_append (GTK_BOX (parent), box);
  self->note = add_entry (self, GTK_BOX (parent), _("What is made to order: measures of the piece, material, colour"),
                          0, G_CALLBACK (on_note));
  gtk_widget_set_visible (GTK_WIDGET (self->note), FALSE);
}

static void
rt_line_row_dispose (GObject *object)
{
  RtLineRow *self = RT_LINE_ROW (object);
  GtkWidget *child;

  self->quiet = TRUE;
  self->products = NULL;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->found, g_ptr_array_unref);
  g_clear_pointer (&self->currency, g_free);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->popover, gtk_widget_unparent);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (rt_line_row_parent_class)->dispose (object);
}

static gboolean
rt_line_row_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (RT_LINE_ROW (widget)->description));
}

static void
rt_line_row_class_init (RtLineRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rt_line_row_dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = rt_line_row_grab_focus;
  GTK_WIDGET_CLASS (klass)->focus = rt_tab_order_focus;
  signals[CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[REMOVE] =
    g_signal_new ("remove", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

/* It stands beside the entries, as far below the top as their labels are high, whatever is said below them. */
static GtkWidget *
build_remove (RtLineRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *label = gtk_label_new (NULL);
  GtkWidget *remove = gtk_button_new_from_icon_name ("rt-remove-symbolic");

  gtk_widget_set_tooltip_text (remove, _("Remove this line"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (remove), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Remove this line"), -1);
  gtk_widget_add_css_class (remove, "flat");
  g_signal_connect_object (remove, "clicked", G_CALLBACK (on_remove), self, G_CONNECT_SWAPPED);
  gtk_widget_add_css_class (label, "caption-heading");
  gtk_widget_set_size_request (label, -1, 24);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), remove);
  return box;
}

static void
rt_line_row_init (RtLineRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *first = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *numbers = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);

  self->description =
    add_entry (self, GTK_BOX (first), _("Product, from the list or typed"), 0, G_CALLBACK (on_description));
  self->quantity = add_entry (self, GTK_BOX (numbers), _("Pieces"), 5, G_CALLBACK (on_amount));
  self->unit_price = add_entry (self, GTK_BOX (numbers), _("Price each"), 9, G_CALLBACK (on_amount));
  self->line_total = add_entry (self, GTK_BOX (numbers), _("Total"), 10, G_CALLBACK (on_total));
  rt_field_entry_set_text (self->quantity, "1");
  gtk_box_append (GTK_BOX (numbers), build_remove (self));
  gtk_box_append (GTK_BOX (first), numbers);
  self->first = first;
  gtk_box_append (GTK_BOX (box), first);
  build_second (self, box);
  gtk_widget_set_parent (box, GTK_WIDGET (self));
  build_popover (self);
}

GtkWidget *
rt_line_row_new (RtDesk *desk, const char *currency)
{
  RtLineRow *self = g_object_new (RT_TYPE_LINE_ROW, NULL);

  self->desk = g_object_ref (desk);
  self->currency = g_strdup (currency);
  return GTK_WIDGET (self);
}

void
rt_line_row_set (RtLineRow *self, const RtLineEdit *line)
{
  self->quiet = TRUE;
  self->id = line->id;
  self->product_id = line->product_id;
  self->total_typed = line->total_typed;
  rt_field_entry_set_text (self->description, line->description);
  rt_field_entry_set_text (self->quantity, line->quantity);
  rt_field_entry_set_text (self->unit_price, line->unit_price);
  rt_field_entry_set_text (self->line_total, line->line_total);
  rt_field_entry_set_text (self->note, line->custom_note);
  gtk_check_button_set_active (self->custom_made, line->custom_made);
  gtk_drop_down_set_selected (self->warranty, (guint) line->warranty);
  update_total (self);
  self->quiet = FALSE;
}

static void
take (char **place, RtFieldEntry *entry)
{
  g_free (*place);
  *place = g_strdup (rt_field_entry_get_text (entry));
}

RtLineEdit *
rt_line_row_dup (RtLineRow *self)
{
  RtLineEdit *line = rt_line_edit_new ();

  line->id = self->id;
  line->product_id = self->product_id;
  line->total_typed = self->total_typed;
  line->custom_made = gtk_check_button_get_active (self->custom_made);
  line->warranty = (RtWarranty) gtk_drop_down_get_selected (self->warranty);
  take (&line->description, self->description);
  take (&line->quantity, self->quantity);
  take (&line->unit_price, self->unit_price);
  if (line->total_typed)
    take (&line->line_total, self->line_total);
  take (&line->custom_note, self->note);
  return line;
}

void
rt_line_row_set_narrow (RtLineRow *self, gboolean narrow)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->first),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
}

gboolean
rt_line_row_is_blank (RtLineRow *self)
{
  return rt_text_is_blank (rt_field_entry_get_text (self->description)) &&
         rt_text_is_blank (rt_field_entry_get_text (self->unit_price)) && !self->total_typed;
}

GtkWidget *
rt_line_row_set_problem (RtLineRow *self, const char *part, const char *sentence)
{
  const struct
  {
    const char *part;
    RtFieldEntry *entry;
  } places[] = { { "description", self->description },
                 { "quantity", self->quantity },
                 { "unit_price", self->unit_price },
                 { "line_total", self->line_total },
                 { "custom_note", self->note } };

  GtkWidget *place = GTK_WIDGET (self->description);

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    if (sentence == NULL || g_strcmp0 (part, places[i].part) == 0)
      {
        rt_field_entry_set_problem (places[i].entry, sentence);
        place = GTK_WIDGET (places[i].entry);
      }
  return place;
}
