/* A calendar date, typed or picked. */
#include "config.h"

#include "rt-day-entry.h"

#include "rt-field-entry.h"
#include "rt-tab-order.h"
#include <glib/gi18n.h>

struct _RtDayEntry
{
  GtkWidget parent_instance;

  /* owned */
  GtkWidget *entry;
  GtkWidget *popover;
  GtkCalendar *calendar;

  RtDay today; /* RT_DAY_NONE: not told */
  gboolean quiet;
};

enum
{
  PROP_0,
  PROP_LABEL
};

enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RtDayEntry, rt_day_entry, GTK_TYPE_WIDGET)

static void
on_changed (RtDayEntry *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_day_picked (RtDayEntry *self)
{
  g_autoptr (GDateTime) date = gtk_calendar_get_date (self->calendar);

  if (self->quiet)
    return;
  rt_day_entry_set_day (self, rt_day_new (g_date_time_get_year (date), g_date_time_get_month (date),
                                          g_date_time_get_day_of_month (date)));
  gtk_popover_popdown (GTK_POPOVER (self->popover));
  on_changed (self);
}

/* The calendar opens at the day that is typed, or at today. */
static void
on_icon (RtDayEntry *self)
{
  RtDay day = rt_day_entry_get_day (self, self->today);

  if (day == RT_DAY_NONE)
    day = self->today;
  if (day != RT_DAY_NONE)
    {
      g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
      g_autofree char *iso = rt_day_to_iso (day);
      g_autofree char *noon = g_strconcat (iso, "T12:00:00Z", NULL);
      g_autoptr (GDateTime) date = g_date_time_new_from_iso8601 (noon, utc);

      self->quiet = TRUE;
      gtk_calendar_select_day (self->calendar, date);
      self->quiet = FALSE;
    }
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

static gboolean
on_open_calendar (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  on_icon (RT_DAY_ENTRY (widget));
  return TRUE;
}

/* "1 dec" is written out when it is left, so that the year it was taken for is seen. */
static void
on_left (RtDayEntry *self)
{
  RtDay day = self->today != RT_DAY_NONE ? rt_day_entry_get_day (self, self->today) : RT_DAY_NONE;
  g_autofree char *iso = rt_day_to_iso (day);

  if (iso != NULL && g_strcmp0 (iso, rt_day_entry_get_text (self)) != 0)
    rt_day_entry_set_text (self, iso);
}

static gboolean
rt_day_entry_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (RT_DAY_ENTRY (widget)->entry);
}

static void
rt_day_entry_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  g_object_set_property (G_OBJECT (RT_DAY_ENTRY (object)->entry), "label", value);
}

static void
rt_day_entry_dispose (GObject *object)
{
  RtDayEntry *self = RT_DAY_ENTRY (object);

  g_clear_pointer (&self->popover, gtk_widget_unparent);
  g_clear_pointer (&self->entry, gtk_widget_unparent);
  G_OBJECT_CLASS (rt_day_entry_parent_class)->dispose (object);
}

static void
rt_day_entry_class_init (RtDayEntryClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rt_day_entry_dispose;
  G_OBJECT_CLASS (klass)->set_property = rt_day_entry_set_property;
  widget_class->grab_focus = rt_day_entry_grab_focus;
  widget_class->focus = rt_tab_order_focus;
  g_object_class_install_property (G_OBJECT_CLASS (klass), PROP_LABEL,
                                   g_param_spec_string ("label", NULL, NULL, NULL,
                                                        G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS));
  signals[CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Down, GDK_ALT_MASK, on_open_calendar, NULL);
}

static void
rt_day_entry_init (RtDayEntry *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkWidget *input;

  self->today = RT_DAY_NONE;
  self->entry = rt_field_entry_new ("", FALSE);
  gtk_widget_set_parent (self->entry, GTK_WIDGET (self));
  g_signal_connect_object (self->entry, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  input = rt_field_entry_get_input (RT_FIELD_ENTRY (self->entry));
  gtk_entry_set_icon_from_icon_name (GTK_ENTRY (input), GTK_ENTRY_ICON_SECONDARY, "rt-visit-symbolic");
  gtk_entry_set_icon_tooltip_text (GTK_ENTRY (input), GTK_ENTRY_ICON_SECONDARY, _("Calendar (Alt+Down)"));
  g_signal_connect_object (input, "icon-press", G_CALLBACK (on_icon), self, G_CONNECT_SWAPPED);
  self->calendar = GTK_CALENDAR (gtk_calendar_new ());
  g_signal_connect_object (self->calendar, "day-selected", G_CALLBACK (on_day_picked), self, G_CONNECT_SWAPPED);
  self->popover = gtk_popover_new ();
  gtk_popover_set_child (GTK_POPOVER (self->popover), GTK_WIDGET (self->calendar));
  gtk_widget_set_parent (self->popover, input);
  g_signal_connect_object (focus, "leave", G_CALLBACK (on_left), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}

GtkWidget *
rt_day_entry_new (const char *label)
{
  return g_object_new (RT_TYPE_DAY_ENTRY, "label", label, NULL);
}

const char *
rt_day_entry_get_text (RtDayEntry *self)
{
  return rt_field_entry_get_text (RT_FIELD_ENTRY (self->entry));
}

void
rt_day_entry_set_text (RtDayEntry *self, const char *text)
{
  rt_field_entry_set_text (RT_FIELD_ENTRY (self->entry), text);
}

RtDay
rt_day_entry_get_day (RtDayEntry *self, RtDay today)
{
  return rt_day_parse (rt_day_entry_get_text (self), today);
}

void
rt_day_entry_set_day (RtDayEntry *self, RtDay day)
{
  g_autofree char *text = day != RT_DAY_NONE ? rt_day_to_iso (day) : NULL;

  rt_day_entry_set_text (self, text);
}

void
rt_day_entry_set_today (RtDayEntry *self, RtDay today)
{
  self->today = today;
}

void
rt_day_entry_set_problem (RtDayEntry *self, const char *sentence)
{
  rt_field_entry_set_problem (RT_FIELD_ENTRY (self->entry), sentence);
}

void
rt_day_entry_set_advice (RtDayEntry *self, const char *sentence)
{
  rt_field_entry_set_advice (RT_FIELD_ENTRY (self->entry), sentence);
}
