/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tables of the import window: mapping, first rows, refused rows. */
#include "config.h"

#include "rt-import-views.h"

#include "rt-stall-meter.h"
#include "rt-text.h"
#include <glib/gi18n.h>

/* What one column of a table says of a row: a new string or NULL. */
typedef char *(*CellText) (gpointer data, guint row, guint column);

typedef struct
{
  CellText text;
  gpointer data;
  GDestroyNotify data_free;
  guint column;
} Cells;

static void
cells_free (gpointer data, GClosure *closure)
{
  Cells *cells = data;

  cells->data_free (cells->data);
  g_free (cells);
}

/* Asked for when the pointer rests there: to set the text of each cell asks the display where the pointer is. */
static gboolean
on_tooltip (GtkWidget *label, int x, int y, gboolean keyboard, GtkTooltip *tooltip, gpointer data)
{
  const char *text = gtk_label_get_text (GTK_LABEL (label));

  gtk_tooltip_set_text (tooltip, text);
  return text[0] != '\0';
}

static void
on_setup (GtkListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_widget_set_has_tooltip (label, TRUE);
  g_signal_connect (label, "query-tooltip", G_CALLBACK (on_tooltip), NULL);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_single_line_mode (GTK_LABEL (label), TRUE);
  gtk_list_item_set_child (item, label);
}

static void
on_bind (GtkListItemFactory *factory, GtkListItem *item, Cells *cells)
{
  RT_STALL_MARK (RT_STALL_OURS);
  g_autofree char *text = cells->text (cells->data, gtk_list_item_get_position (item), cells->column);
  g_autofree char *plain = rt_text_isolate (text);
  GtkWidget *label = gtk_list_item_get_child (item);
  glong length = g_utf8_strlen (plain, -1);

  gtk_label_set_text (GTK_LABEL (label), plain);
  /* As wide as what stands in it, within reason: the table scrolls. */
  gtk_label_set_width_chars (GTK_LABEL (label), (int) CLAMP (length, 4, 18));
}

static void
add_column (GtkColumnView *view, const char *title, Cells *cells, gboolean expand)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) column = NULL;

  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), NULL);
  g_signal_connect_data (factory, "bind", G_CALLBACK (on_bind), cells, cells_free, 0);
  column = gtk_column_view_column_new (title, factory);
  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_column_set_expand (column, expand);
  gtk_column_view_append_column (view, column);
}

static Cells *
cells_new (CellText text, gpointer data, GDestroyNotify data_free, guint column)
{
  Cells *cells = g_new (Cells, 1);

  cells->text = text;
  cells->data = data;
  cells->data_free = data_free;
  cells->column = column;
  return cells;
}

void
rt_import_view_clear (GtkColumnView *view)
{
  GListModel *columns = gtk_column_view_get_columns (view);

  gtk_column_view_set_model (view, NULL);
  while (g_list_model_get_n_items (columns) > 0)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, 0);

      gtk_column_view_remove_column (view, column);
    }
}

/* Cells go by the number of their row: the items of the model say nothing themselves. */
static void
set_rows (GtkColumnView *view, guint n)
{
  GtkStringList *rows = gtk_string_list_new (NULL);

  for (guint i = 0; i < n; i++)
    gtk_string_list_append (rows, "");
  {
    g_autoptr (GtkSelectionModel) model = GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (rows)));

    gtk_column_view_set_model (view, model);
  }
}

/* Mapping */
static char *
mapping_text (gpointer data, guint row, guint column)
{
  if (column == 0)
    return g_strdup (rt_import_plan_get_column (data, row));
  if (column == 1)
    return g_strdup (rt_import_plan_get_target (data, row) != NULL ? rt_import_plan_get_target (data, row)
                                                                   : _("left out"));
  return g_strdup (rt_import_plan_get_cell (data, 0, row));
}

static Cells *
plan_cells (CellText text, RtImportPlan *plan, guint column)
{
  return cells_new (text, rt_import_plan_ref (plan), (GDestroyNotify) rt_import_plan_unref, column);
}

void
rt_import_view_mapping (GtkColumnView *view, RtImportPlan *plan)
{
  rt_import_view_clear (view);
  add_column (view, _("Column in the file"), plan_cells (mapping_text, plan, 0), TRUE);
  add_column (view, _("Becomes"), plan_cells (mapping_text, plan, 1), TRUE);
  add_column (view, _("First value"), plan_cells (mapping_text, plan, 2), TRUE);
  set_rows (view, rt_import_plan_get_n_columns (plan));
}

/* The first rows */
static char *
row_text (gpointer data, guint row, guint column)
{
  return g_strdup (rt_import_plan_get_cell (data, row, column));
}

void
rt_import_view_rows (GtkColumnView *view, RtImportPlan *plan)
{
  rt_import_view_clear (view);
  for (guint i = 0; i < rt_import_plan_get_n_columns (plan); i++)
    if (rt_import_plan_get_target (plan, i) != NULL)
      add_column (view, rt_import_plan_get_target (plan, i), plan_cells (row_text, plan, i), FALSE);
  set_rows (view, rt_import_plan_get_n_preview (plan));
}

/* Refused rows */
static char *
reject_text (gpointer data, guint row, guint column)
{
  const RtImportReject *reject = g_ptr_array_index ((GPtrArray *) data, row);

  return column == 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, reject->line) : g_strdup (reject->reason);
}

void
rt_import_view_rejects (GtkColumnView *view, GPtrArray *rejects)
{
  rt_import_view_clear (view);
  for (guint i = 0; i < 2; i++)
    add_column (view, i == 0 ? _("Line") : _("Reason"),
                cells_new (reject_text, g_ptr_array_ref (rejects), (GDestroyNotify) g_ptr_array_unref, i), i == 1);
  set_rows (view, rejects->len);
}
