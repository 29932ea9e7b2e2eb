/* The list of names worked without opening it: the next person is one key away. */
#include "config.h"

#include "rt-name-keys.h"

#include "rt-desk.h"

/* What the keys need to know. */
typedef struct
{
  GPtrArray *names;
  GtkWidget *next;
} Keys;

static void
keys_free (gpointer data, GClosure *closure)
{
  Keys *keys = data;

  g_ptr_array_unref (keys->names);
  g_free (keys);
}

static gboolean
begins_with (const char *text, gunichar letter)
{
  return g_unichar_tolower (g_utf8_get_char (text)) == g_unichar_tolower (letter);
}

static guint
find_letter (GPtrArray *names, guint from, gunichar letter)
{
  for (guint step = 1; step <= names->len; step++)
    {
      guint at = (from + step) % names->len;
      const RtSignInName *name = g_ptr_array_index (names, at);

      if (begins_with (name->name, letter) || begins_with (name->login, letter))
        return at;
    }
  return from;
}

guint
rt_name_keys_step (GPtrArray *names, guint from, guint key)
{
  gunichar letter = gdk_keyval_to_unicode (key);

  if (key == GDK_KEY_Up || key == GDK_KEY_KP_Up)
    return from > 0 ? from - 1 : from;
  if (key == GDK_KEY_Down || key == GDK_KEY_KP_Down)
    return from + 1 < names->len ? from + 1 : from;
  if (names->len == 0 || letter == 0 || !g_unichar_isalnum (letter))
    return from;
  return find_letter (names, from, letter);
}

static gboolean
on_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, Keys *keys)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));
  guint from = adw_combo_row_get_selected (ADW_COMBO_ROW (row));
  guint to;

  if (!gtk_widget_is_focus (row) || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  if (key == GDK_KEY_Return || key == GDK_KEY_KP_Enter || key == GDK_KEY_ISO_Enter)
    return gtk_widget_grab_focus (keys->next);
  to = rt_name_keys_step (keys->names, from, key);
  if (to == from)
    return GDK_EVENT_PROPAGATE;
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), to);
  return GDK_EVENT_STOP;
}

static GtkWidget *
find_part (GtkWidget *widget, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_part (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* The open list of libadwaita 1.2 puts the keyboard on the first name, whoever is chosen. */
static gboolean
go_to_chosen (gpointer user_data)
{
  AdwComboRow *row = user_data;
  GtkWidget *popover = find_part (GTK_WIDGET (row), GTK_TYPE_POPOVER);
  GtkWidget *list = find_part (popover, GTK_TYPE_LIST_VIEW);
  GtkWidget *item = list != NULL ? gtk_widget_get_first_child (list) : NULL;

  for (guint i = 0; item != NULL && i < adw_combo_row_get_selected (row); i++)
    item = gtk_widget_get_next_sibling (item);
  if (item != NULL && gtk_widget_get_mapped (item))
    gtk_widget_grab_focus (item);
  return G_SOURCE_REMOVE;
}

static void
on_list_open (AdwComboRow *row)
{
  g_idle_add_full (G_PRIORITY_HIGH_IDLE, go_to_chosen, g_object_ref (row), g_object_unref);
}

void
rt_name_keys_add (AdwComboRow *row, GPtrArray *names, GtkWidget *next)
{
  GtkEventController *controller = gtk_event_controller_key_new ();
  GtkWidget *list = find_part (GTK_WIDGET (row), GTK_TYPE_POPOVER);
  Keys *keys = g_new0 (Keys, 1);

  if (list != NULL)
    g_signal_connect_object (list, "map", G_CALLBACK (on_list_open), row, G_CONNECT_SWAPPED);
  keys->names = g_ptr_array_ref (names);
  keys->next = next;
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect_data (controller, "key-pressed", G_CALLBACK (on_key), keys, keys_free, 0);
  gtk_widget_add_controller (GTK_WIDGET (row), controller);
}
