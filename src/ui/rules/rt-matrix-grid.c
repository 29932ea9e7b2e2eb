/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who sees what, as a table. */
#include "config.h"

#include "rt-matrix-grid.h"

#include "rt-matrix-cell.h"
#include "rt-role-head.h"
#include <glib/gi18n.h>

#define MOST_FIELDS 3 /* named below a class; the others are in its tooltip */

struct _RtMatrixGrid
{
  GtkWidget parent_instance;

  /* owned by the widget tree */
  GtkGrid *grid;
  RtMatrixCell *cells[RT_N_CLASSES][RT_N_ROLES];

  guint row, column; /* the cell that had the focus last */
};

enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RtMatrixGrid, rt_matrix_grid, GTK_TYPE_WIDGET)

/* --- Keys --- */

static gboolean
in_popover (RtMatrixGrid *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) != NULL;
}

/* Which cell has the focus; FALSE: none. */
static gboolean
find_focus (RtMatrixGrid *self)
{
  for (guint klass = 0; klass < RT_N_CLASSES; klass++)
    for (guint role = 0; role < RT_N_ROLES; role++)
      if (gtk_widget_get_state_flags (GTK_WIDGET (self->cells[klass][role])) & GTK_STATE_FLAG_FOCUS_WITHIN)
        {
          self->row = klass;
          self->column = role;
          return TRUE;
        }
  return FALSE;
}

static gboolean
move_to (RtMatrixGrid *self, int row, int column)
{
  self->row = (guint) CLAMP (row, 0, RT_N_CLASSES - 1);
  self->column = (guint) CLAMP (column, 0, RT_N_ROLES - 1);
  return gtk_widget_grab_focus (GTK_WIDGET (self->cells[self->row][self->column]));
}

static gboolean
step (RtMatrixGrid *self, int by)
{
  rt_matrix_cell_step (self->cells[self->row][self->column], by);
  return TRUE;
}

static gboolean
on_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, RtMatrixGrid *self)
{
  gboolean forward = gtk_widget_get_direction (GTK_WIDGET (self)) != GTK_TEXT_DIR_RTL;
  guint modifiers = state & gtk_accelerator_get_default_mod_mask () & ~(guint) GDK_SHIFT_MASK;
  int row, column;

  if (modifiers != 0 || in_popover (self) || !find_focus (self))
    return FALSE;
  row = (int) self->row;
  column = (int) self->column;
  switch (key)
    {
    case GDK_KEY_Up:
      return move_to (self, row - 1, column);
    case GDK_KEY_Down:
      return move_to (self, row + 1, column);
    case GDK_KEY_Left:
      return move_to (self, row, column + (forward ? -1 : 1));
    case GDK_KEY_Right:
      return move_to (self, row, column + (forward ? 1 : -1));
    case GDK_KEY_Home:
      return move_to (self, row, 0);
    case GDK_KEY_End:
      return move_to (self, row, RT_N_ROLES - 1);
    case GDK_KEY_plus:
    case GDK_KEY_KP_Add:
      return step (self, 1);
    case GDK_KEY_minus:
    case GDK_KEY_KP_Subtract:
      return step (self, -1);
    default:
      return FALSE;
    }
}

/* Tab enters at the cell that had the focus last and leaves from wherever it is, past the way back to the default. */
static gboolean
rt_matrix_grid_focus (GtkWidget *widget, GtkDirectionType direction)
{
  RtMatrixGrid *self = RT_MATRIX_GRID (widget);

  if (!find_focus (self))
    return move_to (self, (int) self->row, (int) self->column);
  return gtk_widget_child_focus (GTK_WIDGET (self->cells[self->row][self->column]), direction);
}

static gboolean
rt_matrix_grid_grab_focus (GtkWidget *widget)
{
  RtMatrixGrid *self = RT_MATRIX_GRID (widget);

  return move_to (self, (int) self->row, (int) self->column);
}

/* --- Building --- */

/* "Name, Phone, Second phone, …"; @most 0: all. */
static char *
list_fields (RtClass klass, guint most)
{
  GString *text = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < RT_N_FIELDS; i++)
    {
      const RtFieldInfo *info = rt_field_info ((RtFieldId) i);

      if (info->klass != klass)
        continue;
      if (most != 0 && n == most)
        {
          g_string_append (text, "…");
          break;
        }
      if (n++ > 0)
        /* Translators: stands between the names of fields, as in “Name, Phone”. */
        g_string_append (text, C_("fields", ", "));
      g_string_append (text, _ (info->label));
    }
  return g_string_free (text, FALSE);
}

static GtkWidget *
class_head (RtClass klass)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *name = gtk_label_new (rt_class_name (klass));
  g_autofree char *some = list_fields (klass, MOST_FIELDS);
  g_autofree char *all = list_fields (klass, 0);
  GtkWidget *fields = gtk_label_new (some);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_widget_add_css_class (name, "heading");
  gtk_label_set_xalign (GTK_LABEL (fields), 0);
  gtk_label_set_wrap (GTK_LABEL (fields), TRUE);
  gtk_label_set_lines (GTK_LABEL (fields), 2);
  gtk_label_set_ellipsize (GTK_LABEL (fields), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (fields), 20);
  gtk_label_set_max_width_chars (GTK_LABEL (fields), 20);
  gtk_widget_add_css_class (fields, "caption");
  gtk_widget_add_css_class (fields, "dim-label");
  gtk_widget_set_tooltip_text (box, all);
  gtk_widget_set_valign (box, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), fields);
  return box;
}

static void
on_cell (RtMatrixGrid *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
fill (RtMatrixGrid *self)
{
  g_autoptr (GtkSizeGroup) widths = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  RtMatrix standard;

  rt_matrix_init_default (&standard);
  for (guint role = 0; role < RT_N_ROLES; role++)
    gtk_grid_attach (self->grid, rt_role_head_new ((RtRole) role, 8), (int) role + 1, 0, 1, 1);
  for (guint klass = 0; klass < RT_N_CLASSES; klass++)
    {
      gtk_grid_attach (self->grid, class_head ((RtClass) klass), 0, (int) klass + 1, 1, 1);
      for (guint role = 0; role < RT_N_ROLES; role++)
        {
          GtkWidget *cell = rt_matrix_cell_new ((RtClass) klass, (RtRole) role,
                                                rt_matrix_get (&standard, (RtClass) klass, (RtRole) role));

          self->cells[klass][role] = RT_MATRIX_CELL (cell);
          g_signal_connect_object (cell, "changed", G_CALLBACK (on_cell), self, G_CONNECT_SWAPPED);
          if (role != RT_ROLE_ADMINISTRATOR)
            gtk_size_group_add_widget (widths, cell);
          gtk_grid_attach (self->grid, cell, (int) role + 1, (int) klass + 1, 1, 1);
        }
    }
}

static void
rt_matrix_grid_dispose (GObject *object)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (object));

  if (child != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (rt_matrix_grid_parent_class)->dispose (object);
}

static void
rt_matrix_grid_class_init (RtMatrixGridClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rt_matrix_grid_dispose;
  widget_class->focus = rt_matrix_grid_focus;
  widget_class->grab_focus = rt_matrix_grid_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "matrixgrid");
  signals[CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
rt_matrix_grid_init (RtMatrixGrid *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->grid = g_object_new (GTK_TYPE_GRID, "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP, NULL);
  gtk_grid_set_column_spacing (self->grid, 6);
  gtk_grid_set_row_spacing (self->grid, 12);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->grid), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Who sees what"), -1);
  gtk_widget_set_parent (GTK_WIDGET (self->grid), GTK_WIDGET (self));
  fill (self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

GtkWidget *
rt_matrix_grid_new (void)
{
  return g_object_new (RT_TYPE_MATRIX_GRID, NULL);
}

void
rt_matrix_grid_show (RtMatrixGrid *self, const RtMatrix *seen, const RtMatrix *wanted, gboolean editable)
{
  for (guint klass = 0; klass < RT_N_CLASSES; klass++)
    for (guint role = 0; role < RT_N_ROLES; role++)
      rt_matrix_cell_show (self->cells[klass][role], rt_matrix_get (seen, (RtClass) klass, (RtRole) role),
                           rt_matrix_get (wanted, (RtClass) klass, (RtRole) role), editable);
}

void
rt_matrix_grid_read (RtMatrixGrid *self, RtMatrix *matrix)
{
  for (guint klass = 0; klass < RT_N_CLASSES; klass++)
    for (guint role = 0; role < RT_N_ROLES; role++)
      rt_matrix_set (matrix, (RtClass) klass, (RtRole) role, rt_matrix_cell_get_access (self->cells[klass][role]));
}
