/* The cells of a record list: text or a personal value, following the row's record as its page comes from the reader.
 */
#include "config.h"

#include "rt-list-cell.h"

#include "rt-shown-label.h"
#include "rt-stall-meter.h"

typedef struct
{
  RtCellText text;
  RtFieldId field;
  gboolean numeric;
  gboolean whole;
} CellKind;

const RtShown *
rt_record_get_shown (RtListKind kind, gpointer record)
{
  if (record == NULL)
    return NULL;
  switch (kind)
    {
    case RT_LIST_ORDERS:
      return ((RtOrder *) record)->shown;
    case RT_LIST_TICKETS:
      return ((RtTicket *) record)->shown;
    case RT_LIST_CUSTOMERS:
      return ((RtCustomer *) record)->shown;
    default:
      return NULL;
    }
}

static void
show_record (RtRow *row, GParamSpec *pspec, GtkListItem *item)
{
  RT_STALL_MARK (RT_STALL_OURS);
  const CellKind *kind = g_object_get_data (G_OBJECT (item), "rt-kind");
  GtkWidget *child = gtk_list_item_get_child (item);
  gpointer record = rt_row_get_record (row);

  if (child == NULL)
    return;
  if (kind->text == NULL)
    {
      rt_shown_label_set (RT_SHOWN_LABEL (child), rt_record_get_shown (rt_row_get_kind (row), record), kind->field);
      return;
    }
  {
    g_autofree char *text = record != NULL ? kind->text (record) : NULL;

    if (g_strcmp0 (gtk_label_get_text (GTK_LABEL (child)), text != NULL ? text : "") != 0)
      gtk_label_set_text (GTK_LABEL (child), text != NULL ? text : "");
  }
}

static void
on_setup (GtkListItemFactory *factory, GtkListItem *item, CellKind *kind)
{
  RT_STALL_MARK (RT_STALL_OURS);
  GtkWidget *child;

  if (kind->text != NULL)
    {
      child = gtk_label_new (NULL);
      gtk_label_set_xalign (GTK_LABEL (child), kind->numeric ? 1 : 0);
      gtk_label_set_ellipsize (GTK_LABEL (child),
                               kind->whole || kind->numeric ? PANGO_ELLIPSIZE_NONE : PANGO_ELLIPSIZE_END);
      if (kind->numeric)
        gtk_widget_add_css_class (child, "numeric");
    }
  else
    {
      child = rt_shown_label_new ();
      rt_shown_label_set_width_chars (RT_SHOWN_LABEL (child),
                                      rt_field_info (kind->field)->kind == RT_FIELD_KIND_PHONE ? 14 : 10);
    }
  g_object_set_data (G_OBJECT (item), "rt-kind", kind);
  gtk_list_item_set_child (item, child);
}

static void
on_bind (GtkListItemFactory *factory, GtkListItem *item, CellKind *kind)
{
  RT_STALL_MARK (RT_STALL_OURS);
  RtRow *row = gtk_list_item_get_item (item);
  gulong handler = g_signal_connect_object (row, "notify::record", G_CALLBACK (show_record), item, 0);

  g_object_set_data (G_OBJECT (item), "rt-handler", GSIZE_TO_POINTER (handler));
  show_record (row, NULL, item);
}

/* What the cell shows stays until the next row is put into it, in the same frame, or the cell is freed and wiped: to
 * empty it in between would lay it out twice. */
static void
on_unbind (GtkListItemFactory *factory, GtkListItem *item, CellKind *kind)
{
  RT_STALL_MARK (RT_STALL_OURS);
  RtRow *row = gtk_list_item_get_item (item);
  gulong handler = GPOINTER_TO_SIZE (g_object_steal_data (G_OBJECT (item), "rt-handler"));

  if (handler != 0 && row != NULL)
    g_signal_handler_disconnect (row, handler);
}

static GtkListItemFactory *
make_factory (CellKind kind)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  CellKind *copy = g_memdup2 (&kind, sizeof kind);

  g_object_set_data_full (G_OBJECT (factory), "rt-kind", copy, g_free);
  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), copy);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), copy);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_unbind), copy);
  return factory;
}

GtkListItemFactory *
rt_list_cell_factory_text (RtCellText text, gboolean numeric)
{
  return make_factory ((CellKind){ .text = text, .numeric = numeric });
}

GtkListItemFactory *
rt_list_cell_factory_whole (RtCellText text)
{
  return make_factory ((CellKind){ .text = text, .whole = TRUE });
}

GtkListItemFactory *
rt_list_cell_factory_personal (RtFieldId field)
{
  return make_factory ((CellKind){ .field = field });
}
