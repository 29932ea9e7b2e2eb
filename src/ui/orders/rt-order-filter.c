/* States and dates to list orders by. */
#include "config.h"

#include "rt-order-filter.h"

#include "rt-day-entry.h"
#include <glib/gi18n.h>

struct _RtOrderFilter
{
  GtkPopover parent_instance;

  /* owned by the widget tree */
  GtkWidget *states[RT_N_ORDER_STATES];
  RtDayEntry *from;
  RtDayEntry *to;

  /* owned */
  RtDesk *desk;

  gboolean quiet;
};

enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RtOrderFilter, rt_order_filter, GTK_TYPE_POPOVER)

static void
on_changed (RtOrderFilter *self)
{
  if (!self->quiet)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
check_day (RtOrderFilter *self, RtDayEntry *entry)
{
  gboolean typed = rt_day_entry_get_text (entry)[0] != '\0';
  gboolean wrong = typed && rt_day_entry_get_day (entry, rt_desk_get_today (self->desk)) == RT_DAY_NONE;

  rt_day_entry_set_problem (entry, wrong ? _("This is not a date. Type it as 2026-11-23, for example.") : NULL);
}

static void
on_day (RtOrderFilter *self)
{
  check_day (self, self->from);
  check_day (self, self->to);
  on_changed (self);
}

static void
on_clear (RtOrderFilter *self)
{
  rt_order_filter_clear (self);
  on_changed (self);
}

static void
rt_order_filter_dispose (GObject *object)
{
  g_clear_object (&RT_ORDER_FILTER (object)->desk);
  G_OBJECT_CLASS (rt_order_filter_parent_class)->dispose (object);
}

static void
rt_order_filter_class_init (RtOrderFilterClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rt_order_filter_dispose;
  signals[CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
rt_order_filter_init (RtOrderFilter *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *clear = gtk_button_new_with_mnemonic (_("C_lear the filter"));

  for (guint i = 0; i < RT_N_ORDER_STATES; i++)
    {
      self->states[i] = gtk_check_button_new_with_label (_ (rt_order_state_name ((RtOrderState) i)));
      g_signal_connect_object (self->states[i], "toggled", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (box), self->states[i]);
    }
  self->from = RT_DAY_ENTRY (rt_day_entry_new (_("Ordered from")));
  self->to = RT_DAY_ENTRY (rt_day_entry_new (_("Until")));
  g_signal_connect_object (self->from, "changed", G_CALLBACK (on_day), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->to, "changed", G_CALLBACK (on_day), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (clear, "clicked", G_CALLBACK (on_clear), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->from));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->to));
  gtk_box_append (GTK_BOX (box), clear);
  gtk_popover_set_child (GTK_POPOVER (self), box);
}

GtkWidget *
rt_order_filter_new (RtDesk *desk)
{
  RtOrderFilter *self = g_object_new (RT_TYPE_ORDER_FILTER, NULL);

  self->desk = g_object_ref (desk);
  rt_day_entry_set_today (self->from, rt_desk_get_today (desk));
  rt_day_entry_set_today (self->to, rt_desk_get_today (desk));
  return GTK_WIDGET (self);
}

void
rt_order_filter_apply (RtOrderFilter *self, RtListQuery *query)
{
  RtDay today = rt_desk_get_today (self->desk);
  RtDay from = rt_day_entry_get_day (self->from, today);
  RtDay to = rt_day_entry_get_day (self->to, today);
  guint chosen = 0;

  for (guint i = 0; i < RT_N_ORDER_STATES; i++)
    if (gtk_check_button_get_active (GTK_CHECK_BUTTON (self->states[i])))
      chosen |= 1u << i;
  if (chosen != 0)
    query->states = chosen;
  if (from != RT_DAY_NONE)
    query->from = from;
  if (to != RT_DAY_NONE)
    query->to = to;
}

char *
rt_order_filter_dup_words (RtOrderFilter *self)
{
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < RT_N_ORDER_STATES; i++)
    if (gtk_check_button_get_active (GTK_CHECK_BUTTON (self->states[i])))
      g_string_append_printf (words, "%s%s", words->len > 0 ? "," : "", rt_order_state_id ((RtOrderState) i));
  return words->len > 0 ? g_string_free (g_steal_pointer (&words), FALSE) : NULL;
}

void
rt_order_filter_set_words (RtOrderFilter *self, const char *words)
{
  g_auto (GStrv) parts = g_strsplit (words != NULL ? words : "", ",", -1);

  self->quiet = TRUE;
  for (guint i = 0; i < RT_N_ORDER_STATES; i++)
    gtk_check_button_set_active (GTK_CHECK_BUTTON (self->states[i]),
                                 g_strv_contains ((const char *const *) parts, rt_order_state_id ((RtOrderState) i)));
  self->quiet = FALSE;
}

gboolean
rt_order_filter_is_on (RtOrderFilter *self)
{
  g_autofree char *states = rt_order_filter_dup_words (self);

  return states != NULL || rt_day_entry_get_text (self->from)[0] != '\0' || rt_day_entry_get_text (self->to)[0] != '\0';
}

void
rt_order_filter_clear (RtOrderFilter *self)
{
  rt_order_filter_set_words (self, NULL);
  rt_day_entry_set_text (self->from, "");
  rt_day_entry_set_text (self->to, "");
}
