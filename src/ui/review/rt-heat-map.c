/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The picture of looks: rows of cells, one row for each person. */
#include "config.h"

#include "rt-heat-map.h"

#include <glib/gi18n.h>

#include "rt-heat-cell.h"

struct _RtHeatMap
{
  GtkWidget parent_instance;

  GtkWidget *rows;            /* owned by the widget tree */
  GtkWidget *said;            /* what the cell with the focus says */
  GtkSizeGroup *names, *sums; /* owned: columns of all rows */
  GPtrArray *cells;           /* owned; of borrowed cells, RT_LOOKS_HOURS for each person */
  guint here;                 /* the cell that Tab comes to */
};

G_DEFINE_FINAL_TYPE (RtHeatMap, rt_heat_map, GTK_TYPE_WIDGET)

static gboolean
is_outside (const RtLooks *looks, int hour)
{
  if (looks->day_begins <= looks->day_ends)
    return looks->day_begins != looks->day_ends && (hour < looks->day_begins || hour >= looks->day_ends);
  return hour < looks->day_begins && hour >= looks->day_ends;
}

static char *
cell_words (const char *name, int hour, guint count)
{
  if (count == 0)
    /* Translators: a cell of the picture of looks: a person and an hour of the day: "Chen Jie, 21:00 to 22:00: no
     * looks" */
    return g_strdup_printf (_("%1$s, %2$d:00 to %3$d:00: no looks"), name, hour, hour + 1);
  return g_strdup_printf (ngettext ("%1$s, %2$d:00 to %3$d:00: %4$u look", "%1$s, %2$d:00 to %3$d:00: %4$u looks",
                                    count),
                          name, hour, hour + 1, count);
}

static GtkWidget *
new_row (RtHeatMap *self)
{
  GtkWidget *row = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_ROW, "spacing", 6, NULL);

  gtk_box_append (GTK_BOX (self->rows), row);
  return row;
}

static void
add_name (RtHeatMap *self, GtkWidget *row, const char *name)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_ROW_HEADER, "label", name,
                                   "xalign", 0.0, "ellipsize", PANGO_ELLIPSIZE_END, "max-width-chars", 18, NULL);

  gtk_size_group_add_widget (self->names, label);
  gtk_box_append (GTK_BOX (row), label);
}

static GtkWidget *
add_hours (GtkWidget *row)
{
  GtkWidget *hours = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_box_set_homogeneous (GTK_BOX (hours), TRUE);
  gtk_widget_set_hexpand (hours, TRUE);
  gtk_box_append (GTK_BOX (row), hours);
  return hours;
}

static void
add_sum (RtHeatMap *self, GtkWidget *row, const char *words, const char *style)
{
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_widget_add_css_class (label, style);
  gtk_size_group_add_widget (self->sums, label);
  gtk_box_append (GTK_BOX (row), label);
}

/* Every third hour is written out: the others are between. */
static void
add_head (RtHeatMap *self)
{
  GtkWidget *row = new_row (self);
  GtkWidget *hours = NULL;

  add_name (self, row, "");
  hours = add_hours (row);
  for (int hour = 0; hour < RT_LOOKS_HOURS; hour++)
    {
      g_autofree char *words = hour % 3 == 0 ? g_strdup_printf ("%d", hour) : NULL;
      GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_COLUMN_HEADER, "label",
                                       words != NULL ? words : "", NULL);

      gtk_widget_add_css_class (label, "caption");
      gtk_widget_add_css_class (label, "dim-label");
      gtk_box_append (GTK_BOX (hours), label);
    }
  /* Translators: head of the last column of the picture of looks: the sum of a person's row */
  add_sum (self, row, C_("looks", "Sum"), "caption");
}

static void
on_cell_focus (RtHeatMap *self, GParamSpec *spec, GtkWidget *cell)
{
  guint place = 0;

  if (!gtk_widget_has_focus (cell) || !g_ptr_array_find (self->cells, cell, &place))
    return;
  self->here = place;
  gtk_label_set_text (GTK_LABEL (self->said), rt_heat_cell_get_words (RT_HEAT_CELL (cell)));
}

static void
on_cell_pressed (GtkGestureClick *gesture, int presses, double x, double y, GtkWidget *cell)
{
  gtk_widget_grab_focus (cell);
}

static void
add_cell (RtHeatMap *self, GtkWidget *hours, const RtLooks *looks, const RtLooksPerson *person, int hour)
{
  g_autofree char *words =
    cell_words (person->name != NULL ? person->name : _("Nobody known"), hour, person->hours[hour]);
  GtkWidget *cell = rt_heat_cell_new (person->hours[hour], looks->most, is_outside (looks, hour), words);
  GtkGesture *press = gtk_gesture_click_new ();

  g_signal_connect_object (press, "pressed", G_CALLBACK (on_cell_pressed), cell, 0);
  gtk_widget_add_controller (cell, GTK_EVENT_CONTROLLER (press));
  g_signal_connect_object (cell, "notify::has-focus", G_CALLBACK (on_cell_focus), self, G_CONNECT_SWAPPED);
  g_ptr_array_add (self->cells, cell);
  gtk_box_append (GTK_BOX (hours), cell);
}

static void
add_person (RtHeatMap *self, const RtLooks *looks, const RtLooksPerson *person)
{
  GtkWidget *row = new_row (self);
  g_autofree char *sum = g_strdup_printf ("%u", person->total);
  GtkWidget *hours = NULL;

  add_name (self, row, person->name != NULL ? person->name : _("Nobody known"));
  hours = add_hours (row);
  for (int hour = 0; hour < RT_LOOKS_HOURS; hour++)
    add_cell (self, hours, looks, person, hour);
  add_sum (self, row, sum, "numeric");
}

void
rt_heat_map_set_looks (RtHeatMap *self, RtLooks *looks)
{
  GtkWidget *row;

  g_ptr_array_set_size (self->cells, 0);
  while ((row = gtk_widget_get_first_child (self->rows)) != NULL)
    gtk_box_remove (GTK_BOX (self->rows), row);
  gtk_label_set_text (GTK_LABEL (self->said), _("Point at an hour, or go there with the arrow keys."));
  self->here = 0;
  if (looks == NULL)
    return;
  add_head (self);
  for (guint i = 0; i < looks->people->len; i++)
    add_person (self, looks, g_ptr_array_index (looks->people, i));
}

/* One stop on the way of Tab; the arrow keys go from cell to cell. */
static gboolean
rt_heat_map_focus (GtkWidget *widget, GtkDirectionType direction)
{
  RtHeatMap *self = RT_HEAT_MAP (widget);
  gboolean inside = gtk_widget_get_focus_child (widget) != NULL;
  gint64 to = self->here;

  if (self->cells->len == 0 || (inside && (direction == GTK_DIR_TAB_FORWARD || direction == GTK_DIR_TAB_BACKWARD)))
    return FALSE;
  if (inside && direction == GTK_DIR_LEFT)
    to -= self->here % RT_LOOKS_HOURS > 0;
  else if (inside && direction == GTK_DIR_RIGHT)
    to += self->here % RT_LOOKS_HOURS + 1 < RT_LOOKS_HOURS;
  else if (inside && direction == GTK_DIR_UP)
    to -= RT_LOOKS_HOURS;
  else if (inside && direction == GTK_DIR_DOWN)
    to += RT_LOOKS_HOURS;
  if (to < 0 || to >= self->cells->len)
    return FALSE;
  return gtk_widget_grab_focus (g_ptr_array_index (self->cells, (guint) to));
}

static void
rt_heat_map_dispose (GObject *object)
{
  RtHeatMap *self = RT_HEAT_MAP (object);
  GtkWidget *child;

  g_clear_pointer (&self->cells, g_ptr_array_unref);
  g_clear_object (&self->names);
  g_clear_object (&self->sums);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (rt_heat_map_parent_class)->dispose (object);
}

static void
rt_heat_map_class_init (RtHeatMapClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rt_heat_map_dispose;
  widget_class->focus = rt_heat_map_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "heatmap");
}

static void
rt_heat_map_init (RtHeatMap *self)
{
  self->cells = g_ptr_array_new ();
  self->names = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  self->sums = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  self->rows = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 2, "accessible-role",
                             GTK_ACCESSIBLE_ROLE_GRID, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->rows), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Looks by person and hour"), -1);
  self->said = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->said), 0);
  gtk_label_set_wrap (GTK_LABEL (self->said), TRUE);
  gtk_widget_set_margin_top (self->said, 12);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))),
                                  GTK_ORIENTATION_VERTICAL);
  gtk_widget_set_parent (self->rows, GTK_WIDGET (self));
  gtk_widget_set_parent (self->said, GTK_WIDGET (self));
}

GtkWidget *
rt_heat_map_new (void)
{
  return g_object_new (RT_TYPE_HEAT_MAP, NULL);
}
