/* SPDX-License-Identifier: GPL-3.0-or-later */
/* States and people to list tickets by. */
#include "config.h"

#include "rt-ticket-filter.h"

#include "rt-staff.h"
#include <glib/gi18n.h>

struct _RtTicketFilter
{
  GtkPopover parent_instance;

  /* owned by the widget tree */
  GtkWidget *states[RT_N_TICKET_STATES];
  GtkDropDown *assignee;

  /* owned */
  GArray *people; /* gint64: the staff behind the choices; 0 anybody */
  gboolean quiet;
};

enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RtTicketFilter, rt_ticket_filter, GTK_TYPE_POPOVER)

static void
on_changed (RtTicketFilter *self)
{
  if (!self->quiet)
    g_signal_emit (self, signals[CHANGED], 0);
}

void
rt_ticket_filter_clear (RtTicketFilter *self)
{
  self->quiet = TRUE;
  for (guint i = 0; i < RT_N_TICKET_STATES; i++)
    gtk_check_button_set_active (GTK_CHECK_BUTTON (self->states[i]), FALSE);
  gtk_drop_down_set_selected (self->assignee, 0);
  self->quiet = FALSE;
}

static void
on_clear (RtTicketFilter *self)
{
  rt_ticket_filter_clear (self);
  on_changed (self);
}

static void
rt_ticket_filter_dispose (GObject *object)
{
  RtTicketFilter *self = RT_TICKET_FILTER (object);

  self->quiet = TRUE;
  G_OBJECT_CLASS (rt_ticket_filter_parent_class)->dispose (object);
}

static void
rt_ticket_filter_finalize (GObject *object)
{
  g_array_unref (RT_TICKET_FILTER (object)->people);
  G_OBJECT_CLASS (rt_ticket_filter_parent_class)->finalize (object);
}

static void
rt_ticket_filter_class_init (RtTicketFilterClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rt_ticket_filter_dispose;
  G_OBJECT_CLASS (klass)->finalize = rt_ticket_filter_finalize;
  signals[CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
make_caption (const char *words)
{
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "caption-heading");
  return label;
}

static void
add_states (RtTicketFilter *self, GtkBox *box)
{
  gtk_box_append (box, make_caption (_("State")));
  for (guint i = 0; i < RT_N_TICKET_STATES; i++)
    {
      self->states[i] = gtk_check_button_new_with_label (_ (rt_ticket_state_name ((RtTicketState) i)));
      g_signal_connect_object (self->states[i], "toggled", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
      gtk_box_append (box, self->states[i]);
    }
}

static void
rt_ticket_filter_init (RtTicketFilter *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *clear = gtk_button_new_with_mnemonic (_("C_lear the filter"));
  GtkWidget *caption = make_caption (_("Assigned to"));

  self->people = g_array_new (FALSE, FALSE, sizeof (gint64));
  add_states (self, GTK_BOX (box));
  self->assignee = GTK_DROP_DOWN (gtk_drop_down_new_from_strings (NULL));
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->assignee), GTK_ACCESSIBLE_RELATION_LABELLED_BY, caption, NULL,
                                  -1);
  gtk_box_append (GTK_BOX (box), caption);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->assignee));
  gtk_box_append (GTK_BOX (box), clear);
  gtk_popover_set_child (GTK_POPOVER (self), box);
  rt_ticket_filter_set_staff (self, NULL);
  g_signal_connect_object (self->assignee, "notify::selected", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (clear, "clicked", G_CALLBACK (on_clear), self, G_CONNECT_SWAPPED);
}

GtkWidget *
rt_ticket_filter_new (void)
{
  return g_object_new (RT_TYPE_TICKET_FILTER, NULL);
}

static gint64
chosen_person (RtTicketFilter *self)
{
  guint chosen = gtk_drop_down_get_selected (self->assignee);

  return chosen < self->people->len ? g_array_index (self->people, gint64, chosen) : 0;
}

void
rt_ticket_filter_set_staff (RtTicketFilter *self, GPtrArray *staff)
{
  gint64 before = chosen_person (self);
  gint64 anybody = 0;
  guint again = 0;
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  g_array_set_size (self->people, 0);
  g_array_append_val (self->people, anybody);
  gtk_string_list_append (names, _("Anybody"));
  for (guint i = 0; staff != NULL && i < staff->len; i++)
    {
      const RtStaff *one = g_ptr_array_index (staff, i);

      if (!one->works_tickets)
        continue;
      if (one->id == before)
        again = self->people->len;
      g_array_append_val (self->people, one->id);
      gtk_string_list_append (names, one->name);
    }
  self->quiet = TRUE;
  gtk_drop_down_set_model (self->assignee, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->assignee, again);
  self->quiet = FALSE;
  if (before != 0 && again == 0)
    on_changed (self);
}

static guint
chosen_states (RtTicketFilter *self)
{
  guint chosen = 0;

  for (guint i = 0; i < RT_N_TICKET_STATES; i++)
    if (gtk_check_button_get_active (GTK_CHECK_BUTTON (self->states[i])))
      chosen |= 1u << i;
  return chosen;
}

void
rt_ticket_filter_apply (RtTicketFilter *self, RtListQuery *query)
{
  guint states = chosen_states (self);

  if (states != 0)
    query->states = states;
  query->assignee = chosen_person (self);
}

gboolean
rt_ticket_filter_is_on (RtTicketFilter *self)
{
  return chosen_states (self) != 0 || chosen_person (self) != 0;
}
