/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A grid of entries on a wide page, and the same on a narrow one. */
#include "config.h"

#include "rt-field-grid.h"

#define NARROW_COLUMNS 2
#define NARROW_CHARS   84 /* average characters of a page that is wide enough for six columns */

typedef struct
{
  int column, row, width, height;
} Place;

static const Place *
first_place (GtkGrid *grid, GtkWidget *child)
{
  Place *place = g_object_get_data (G_OBJECT (child), "rt-place");

  if (place == NULL)
    {
      place = g_new0 (Place, 1);
      gtk_grid_query_child (grid, child, &place->column, &place->row, &place->width, &place->height);
      g_object_set_data_full (G_OBJECT (child), "rt-place", place, g_free);
    }
  return place;
}

static void
put (GtkGrid *grid, GtkWidget *child, int column, int row, int width)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (grid));
  GtkGridLayoutChild *place = GTK_GRID_LAYOUT_CHILD (gtk_layout_manager_get_layout_child (layout, child));

  gtk_grid_layout_child_set_column (place, column);
  gtk_grid_layout_child_set_row (place, row);
  gtk_grid_layout_child_set_column_span (place, width);
}

static gboolean
only_fills (GtkWidget *child)
{
  return GTK_IS_LABEL (child) && gtk_label_get_text (GTK_LABEL (child))[0] == '\0';
}

static int
count_columns (GtkGrid *grid)
{
  int columns = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (grid)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      const Place *place = first_place (grid, child);

      columns = MAX (columns, place->column + place->width);
    }
  return columns;
}

void
rt_field_grid_set_narrow (GtkGrid *grid, gboolean narrow)
{
  int columns = count_columns (grid);
  int row = 0, column = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (grid)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      const Place *place = first_place (grid, child);
      int width = place->width * 2 > columns ? NARROW_COLUMNS : 1;

      if (only_fills (child))
        gtk_widget_set_visible (child, !narrow);
      if (!narrow || only_fills (child))
        {
          put (grid, child, place->column, place->row, place->width);
          continue;
        }
      if (column + width > NARROW_COLUMNS)
        {
          row++;
          column = 0;
        }
      put (grid, child, column, row, width);
      column += width;
    }
}

gboolean
rt_field_grid_is_narrow (GtkWidget *widget, int width)
{
  PangoContext *context = gtk_widget_get_pango_context (widget);
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  int enough = PANGO_PIXELS (pango_font_metrics_get_approximate_char_width (metrics) * NARROW_CHARS);

  pango_font_metrics_unref (metrics);
  return width > 0 && width < enough;
}
