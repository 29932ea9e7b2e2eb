/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What roles may do, as a table of ticks. */
#include "config.h"

#include "rt-rights-grid.h"

#include "rt-role-head.h"
#include <glib/gi18n.h>

struct _RtRightsGrid
{
  GtkWidget parent_instance;

  /* owned by the widget tree */
  GtkGrid *grid;
  GtkWidget *ticks[RT_N_RIGHTS][RT_N_ROLES];
  GtkWidget *backs[RT_N_RIGHTS];
  GtkLabel *gaps[RT_N_RIGHTS]; /* for which roles the right is of no use, and why */

  /* owned */
  GtkSizeGroup *roles; /* all of them as wide as the widest */

  GtkWidget *last; /* borrowed: the tick that had the focus last; NULL the first */
  RtMatrix seen, wanted;
  gboolean editable, showing;
};

enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RtRightsGrid, rt_rights_grid, GTK_TYPE_WIDGET)

/* The rights in the order of a working day; each group begins with its first. */
static const struct
{
  RtRight first;
  const char *title;
} groups[] = {
  { RT_RIGHT_ORDER_READ, N_("Orders and tickets") },
  { RT_RIGHT_CUSTOMER_READ, N_("Customers") },
  { RT_RIGHT_PAYMENT_WRITE, N_("Money, papers and planning") },
  { RT_RIGHT_EXPORT, N_("Exports and the log") },
  { RT_RIGHT_STAFF_MANAGE, N_("People and rules") },
  { RT_RIGHT_REVEAL_GRANT, N_("Oversight") },
};

static gboolean
is_standard (RtRightsGrid *self, RtRight right)
{
  for (guint role = 0; role < RT_N_ROLES; role++)
    if (rt_matrix_has_right (&self->wanted, (RtRole) role, right) !=
        ((rt_role_default_rights ((RtRole) role) & RT_RIGHTS_OF (right)) != 0))
      return FALSE;
  return TRUE;
}

static RtRoles
standard_roles (RtRight right)
{
  RtRoles roles = 0;

  for (guint role = 0; role < RT_N_ROLES; role++)
    if (rt_role_default_rights ((RtRole) role) & RT_RIGHTS_OF (right))
      roles |= RT_ROLES_OF (role);
  return roles;
}

static void
mark (GtkWidget *tick, const char *style, gboolean wanted)
{
  if (wanted)
    gtk_widget_add_css_class (tick, style);
  else
    gtk_widget_remove_css_class (tick, style);
}

/* Names the tick for a screen reader, and says why it is of no use. */
static void
describe_tick (GtkWidget *tick, RtRight right, RtRole role, const char *gap)
{
  /* Translators: a tick of the table for a screen reader: what may be done, a role: “Export lists, Clerk”. */
  g_autofree char *name = g_strdup_printf (_("%1$s, %2$s"), rt_right_name (right), rt_role_name (role));

  gtk_accessible_update_property (GTK_ACCESSIBLE (tick), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, gap != NULL ? gap : "", -1);
  if (!rt_role_right_is_fixed (role, right))
    gtk_widget_set_tooltip_text (tick, gap);
}

/* Whether the tick of a role is set, and in words where it is of no use. */
static void
refresh_tick (RtRightsGrid *self, RtRight right, RtRole role, GString *gaps)
{
  GtkWidget *tick = self->ticks[right][role];
  gboolean has = rt_matrix_has_right (&self->wanted, role, right);
  g_autofree char *gap = rt_matrix_describe_gap (&self->wanted, role, right);

  gtk_check_button_set_active (GTK_CHECK_BUTTON (tick), has);
  gtk_widget_set_sensitive (tick, self->editable && !rt_role_right_is_fixed (role, right));
  mark (tick, "unsaved", has != rt_matrix_has_right (&self->seen, role, right));
  mark (tick, "useless", gap != NULL);
  describe_tick (tick, right, role, gap);
  if (gap != NULL)
    g_string_append_printf (gaps, "%s%s", gaps->len > 0 ? "\n" : "", gap);
}

static void
refresh_right (RtRightsGrid *self, RtRight right)
{
  g_autoptr (GString) gaps = g_string_new (NULL);

  for (guint role = 0; role < RT_N_ROLES; role++)
    refresh_tick (self, right, (RtRole) role, gaps);
  gtk_label_set_text (self->gaps[right], gaps->str);
  gtk_widget_set_visible (GTK_WIDGET (self->gaps[right]), gaps->len > 0);
  gtk_widget_set_visible (self->backs[right], !is_standard (self, right));
  gtk_widget_set_sensitive (self->backs[right], self->editable);
}

static void
refresh (RtRightsGrid *self)
{
  self->showing = TRUE;
  for (guint right = 0; right < RT_N_RIGHTS; right++)
    refresh_right (self, (RtRight) right);
  self->showing = FALSE;
}

static void
changed (RtRightsGrid *self)
{
  refresh (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_tick (GtkCheckButton *tick, RtRightsGrid *self)
{
  guint place = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (tick), "rt-place"));

  if (self->showing)
    return;
  rt_matrix_set_right (&self->wanted, (RtRole) (place % RT_N_ROLES), (RtRight) (place / RT_N_ROLES),
                       gtk_check_button_get_active (tick));
  changed (self);
}

static void
on_back (GtkButton *back, RtRightsGrid *self)
{
  RtRight right = (RtRight) GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (back), "rt-right"));

  for (guint role = 0; role < RT_N_ROLES; role++)
    rt_matrix_set_right (&self->wanted, (RtRole) role, right,
                         (rt_role_default_rights ((RtRole) role) & RT_RIGHTS_OF (right)) != 0);
  gtk_widget_grab_focus (self->ticks[right][RT_ROLE_CLERK]);
  changed (self);
}

/* --- Building --- */

static GtkWidget *
make_tick (RtRightsGrid *self, RtRight right, RtRole role)
{
  GtkWidget *tick = gtk_check_button_new ();

  gtk_widget_set_halign (tick, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (tick, GTK_ALIGN_CENTER);
  if (rt_role_right_is_fixed (role, right))
    gtk_widget_set_tooltip_text (tick,
                                 role == RT_ROLE_ADMINISTRATOR
                                   ? _ (
                                       "The same in every store: an administrator makes accounts and sees no customer.")
                                   : _("The same in every store: managers let people in and change these tables, "
                                        "administrators make accounts."));
  g_object_set_data (G_OBJECT (tick), "rt-place", GUINT_TO_POINTER (right * RT_N_ROLES + role));
  g_signal_connect_object (tick, "toggled", G_CALLBACK (on_tick), self, 0);
  return tick;
}

static void
set_up_head_label (GtkLabel *label)
{
  gtk_label_set_xalign (label, 0);
  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_width_chars (label, 28);
  gtk_label_set_max_width_chars (label, 28);
}

static GtkWidget *
make_head (RtRightsGrid *self, RtRight right)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *name = gtk_label_new (rt_right_name (right));
  g_autofree char *roles = rt_roles_describe (standard_roles (right));
  /* Translators: a button below a right: which roles have it by the product's default. */
  g_autofree char *words = g_strdup_printf (_("Default: %s"), roles);

  set_up_head_label (GTK_LABEL (name));
  self->gaps[right] = GTK_LABEL (gtk_label_new (NULL));
  set_up_head_label (self->gaps[right]);
  gtk_widget_add_css_class (GTK_WIDGET (self->gaps[right]), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->gaps[right]), "warning");
  self->backs[right] = gtk_button_new_with_label (words);
  set_up_head_label (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (self->backs[right]))));
  gtk_widget_set_halign (self->backs[right], GTK_ALIGN_START);
  gtk_widget_add_css_class (self->backs[right], "flat");
  gtk_widget_add_css_class (self->backs[right], "caption");
  gtk_widget_add_css_class (self->backs[right], "link-button");
  g_object_set_data (G_OBJECT (self->backs[right]), "rt-right", GUINT_TO_POINTER (right));
  g_signal_connect_object (self->backs[right], "clicked", G_CALLBACK (on_back), self, 0);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->gaps[right]));
  gtk_box_append (GTK_BOX (box), self->backs[right]);
  return box;
}

static GtkWidget *
role_head (RtRightsGrid *self, RtRole role)
{
  GtkWidget *label = rt_role_head_new (role, 11);

  gtk_size_group_add_widget (self->roles, label);
  return label;
}

/* Each group names the roles anew: they stay in sight while the rights scroll. */
static int
add_group_title (RtRightsGrid *self, RtRight right, int row)
{
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    if (groups[i].first == right)
      {
        GtkWidget *title = gtk_label_new (_ (groups[i].title));

        gtk_label_set_xalign (GTK_LABEL (title), 0);
        gtk_label_set_wrap (GTK_LABEL (title), TRUE);
        gtk_widget_set_valign (title, GTK_ALIGN_END);
        gtk_widget_add_css_class (title, "section-title");
        gtk_grid_attach (self->grid, title, 0, row, 1, 1);
        for (guint role = 0; role < RT_N_ROLES; role++)
          gtk_grid_attach (self->grid, role_head (self, (RtRole) role), (int) role + 1, row, 1, 1);
        return row + 1;
      }
  return row;
}

static void
fill (RtRightsGrid *self)
{
  int row = 0;

  for (guint right = 0; right < RT_N_RIGHTS; right++)
    {
      row = add_group_title (self, (RtRight) right, row);
      gtk_grid_attach (self->grid, make_head (self, (RtRight) right), 0, row, 1, 1);
      for (guint role = 0; role < RT_N_ROLES; role++)
        {
          self->ticks[right][role] = make_tick (self, (RtRight) right, (RtRole) role);
          gtk_grid_attach (self->grid, self->ticks[right][role], (int) role + 1, row, 1, 1);
        }
      row++;
    }
}

/* --- The widget --- */

static gboolean
focus_first (RtRightsGrid *self)
{
  if (self->last != NULL && gtk_widget_is_sensitive (self->last))
    return gtk_widget_grab_focus (self->last);
  for (guint right = 0; right < RT_N_RIGHTS; right++)
    for (guint role = 0; role < RT_N_ROLES; role++)
      if (gtk_widget_is_sensitive (self->ticks[right][role]))
        return gtk_widget_grab_focus (self->ticks[right][role]);
  return FALSE;
}

/* The tick with the focus; NULL none. */
static GtkWidget *
find_focus (RtRightsGrid *self)
{
  GtkWidget *child = gtk_widget_get_focus_child (GTK_WIDGET (self->grid));

  return GTK_IS_CHECK_BUTTON (child) && gtk_widget_has_focus (child) ? child : NULL;
}

/* The next tick that can be set, over those that are the same in every store. */
static gboolean
move (RtRightsGrid *self, GtkWidget *from, int down, int right)
{
  int place = (int) GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (from), "rt-place"));
  int row = place / RT_N_ROLES + down, column = place % RT_N_ROLES + right;

  for (; row >= 0 && row < RT_N_RIGHTS && column >= 0 && column < RT_N_ROLES; row += down, column += right)
    if (gtk_widget_is_sensitive (self->ticks[row][column]))
      return gtk_widget_grab_focus (self->ticks[row][column]);
  return TRUE;
}

static gboolean
on_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, RtRightsGrid *self)
{
  GtkWidget *tick = find_focus (self);
  int forward = gtk_widget_get_direction (GTK_WIDGET (self)) != GTK_TEXT_DIR_RTL ? 1 : -1;

  if (tick == NULL || (state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return FALSE;
  switch (key)
    {
    case GDK_KEY_Up:
      return move (self, tick, -1, 0);
    case GDK_KEY_Down:
      return move (self, tick, 1, 0);
    case GDK_KEY_Left:
      return move (self, tick, 0, -forward);
    case GDK_KEY_Right:
      return move (self, tick, 0, forward);
    default:
      return FALSE;
    }
}

/* Tab enters where the focus was last and leaves from wherever it is, over the way back to the default of its row. */
static gboolean
rt_rights_grid_focus (GtkWidget *widget, GtkDirectionType direction)
{
  RtRightsGrid *self = RT_RIGHTS_GRID (widget);
  GtkWidget *tick = find_focus (self);
  guint right;

  if ((gtk_widget_get_state_flags (GTK_WIDGET (self->grid)) & GTK_STATE_FLAG_FOCUS_WITHIN) == 0)
    return focus_first (self);
  if (tick == NULL)
    return direction == GTK_DIR_TAB_BACKWARD && focus_first (self);
  self->last = tick;
  right = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (tick), "rt-place")) / RT_N_ROLES;
  return direction == GTK_DIR_TAB_FORWARD && gtk_widget_get_visible (self->backs[right]) &&
         gtk_widget_grab_focus (self->backs[right]);
}

static gboolean
rt_rights_grid_grab_focus (GtkWidget *widget)
{
  return focus_first (RT_RIGHTS_GRID (widget));
}

static void
rt_rights_grid_dispose (GObject *object)
{
  RtRightsGrid *self = RT_RIGHTS_GRID (object);
  GtkWidget *child;

  self->last = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->roles);
  G_OBJECT_CLASS (rt_rights_grid_parent_class)->dispose (object);
}

static void
rt_rights_grid_class_init (RtRightsGridClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rt_rights_grid_dispose;
  widget_class->focus = rt_rights_grid_focus;
  widget_class->grab_focus = rt_rights_grid_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "rightsgrid");
  signals[CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
rt_rights_grid_init (RtRightsGrid *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  self->roles = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  self->grid = g_object_new (GTK_TYPE_GRID, "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP, NULL);
  gtk_grid_set_column_spacing (self->grid, 6);
  gtk_grid_set_row_spacing (self->grid, 6);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->grid), GTK_ACCESSIBLE_PROPERTY_LABEL, _("What roles may do"),
                                  -1);
  fill (self);
  gtk_widget_set_parent (GTK_WIDGET (self->grid), GTK_WIDGET (self));
}

GtkWidget *
rt_rights_grid_new (void)
{
  return g_object_new (RT_TYPE_RIGHTS_GRID, NULL);
}

void
rt_rights_grid_show (RtRightsGrid *self, const RtMatrix *seen, const RtMatrix *wanted, gboolean editable)
{
  self->seen = *seen;
  self->wanted = *wanted;
  self->editable = editable;
  refresh (self);
}

void
rt_rights_grid_read (RtRightsGrid *self, RtMatrix *matrix)
{
  for (guint right = 0; right < RT_N_RIGHTS; right++)
    for (guint role = 0; role < RT_N_ROLES; role++)
      rt_matrix_set_right (matrix, (RtRole) role, (RtRight) right,
                           rt_matrix_has_right (&self->wanted, (RtRole) role, (RtRight) right));
}
