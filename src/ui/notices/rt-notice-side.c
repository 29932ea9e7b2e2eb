/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Versions and parts of the data-use notice. */
#include "config.h"

#include "rt-notice-side.h"

#include <glib/gi18n.h>

#include "rt-lang.h"

struct _RtNoticeSide
{
  GtkWidget parent_instance;

  /* owned by the widget tree */
  GtkWidget *box;
  GtkDropDown *version;
  GtkLabel *status;
  GtkLabel *missing;
  GtkListBox *parts;

  /* owned */
  GPtrArray *versions;
  const char *lang; /* static */
};

enum
{
  CHANGED,
  PART,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RtNoticeSide, rt_notice_side, GTK_TYPE_WIDGET)

static void
add_part (RtNoticeSide *self, RtNoticePart part, gboolean is_missing)
{
  const char *title = rt_lang_gettext (self->lang, rt_notice_part_title (part));
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *icon = gtk_image_new_from_icon_name (is_missing ? "rt-missing-symbolic" : "rt-done-symbolic");
  GtkWidget *label = gtk_label_new (title);
  /* Translators: what a screen reader says of a part of the notice: its title, then whether it is there. */
  g_autofree char *said = g_strdup_printf (is_missing ? _("%s: missing in this language") : _("%s: complete"), title);

  gtk_widget_add_css_class (icon, is_missing ? "error" : "success");
  gtk_widget_set_valign (icon, GTK_ALIGN_CENTER);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, said, -1);
  gtk_list_box_append (self->parts, row);
}

static void
say_missing (RtNoticeSide *self, guint missing)
{
  guint n = 0;
  g_autofree char *words = NULL;

  for (guint part = 0; part < RT_N_NOTICE_PARTS; part++)
    n += (missing >> part) & 1u;
  words = n == 0 ? g_strdup (_("Every part that customers must be told is there."))
                 : g_strdup_printf (g_dngettext (NULL, "%u part is missing in this language.",
                                                 "%u parts are missing in this language.", n),
                                    n);
  gtk_label_set_text (self->missing, words);
  if (n > 0)
    gtk_widget_add_css_class (GTK_WIDGET (self->missing), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->missing), "error");
}

static void
fill (RtNoticeSide *self)
{
  RtNotice *notice = rt_notice_side_get_notice (self);
  GtkWidget *child;
  guint missing;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->parts))) != NULL)
    gtk_list_box_remove (self->parts, child);
  if (notice == NULL)
    return;
  missing = rt_notice_missing (notice, self->lang);
  for (guint part = 0; part < RT_N_NOTICE_PARTS; part++)
    add_part (self, (RtNoticePart) part, (missing & (1u << part)) != 0);
  say_missing (self, missing);
}

static void
say_status (RtNoticeSide *self)
{
  RtNotice *notice = rt_notice_side_get_notice (self);
  g_autofree char *moment = notice != NULL ? rt_moment_format (notice->published_at, NULL) : NULL;
  gboolean current = notice != NULL && notice == g_ptr_array_index (self->versions, 0);
  const char *by = notice != NULL && notice->published_by_name != NULL ? notice->published_by_name : "";
  g_autofree char *words = NULL;

  if (notice == NULL)
    return;
  if (by[0] == '\0')
    /* Translators: of a version of the notice: date and time */
    words = g_strdup_printf (current ? _("In force since %s") : _("An earlier version, published %s"), moment);
  else
    /* Translators: of a version of the notice: date and time, and who published it */
    words = g_strdup_printf (current ? _("In force since %1$s, published by %2$s")
                                     : _("An earlier version, published %1$s by %2$s"),
                             moment, by);
  gtk_label_set_text (self->status, words);
}

static void
on_selected (RtNoticeSide *self)
{
  if (self->versions == NULL)
    return;
  fill (self);
  say_status (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_part (RtNoticeSide *self, GtkListBoxRow *row)
{
  g_signal_emit (self, signals[PART], 0, gtk_list_box_row_get_index (row));
}

static void
rt_notice_side_dispose (GObject *object)
{
  RtNoticeSide *self = RT_NOTICE_SIDE (object);

  g_clear_pointer (&self->versions, g_ptr_array_unref);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (rt_notice_side_parent_class)->dispose (object);
}

static void
rt_notice_side_class_init (RtNoticeSideClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rt_notice_side_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  signals[CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[PART] = g_signal_new ("part", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                1, G_TYPE_INT);
}

static GtkLabel *
add_label (RtNoticeSide *self, const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (self->box), label);
  return GTK_LABEL (label);
}

static void
rt_notice_side_init (RtNoticeSide *self)
{
  self->lang = rt_lang_list ()[0];
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  gtk_widget_set_margin_top (self->box, 12);
  gtk_widget_set_margin_bottom (self->box, 12);
  gtk_widget_set_margin_start (self->box, 12);
  gtk_widget_set_margin_end (self->box, 12);
  self->version = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->version), _("Version of the notice"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->version), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Version of the notice"), -1);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->version));
  self->status = add_label (self, "dim-label");
  self->parts = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->parts, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->parts), "boxed-list");
  gtk_widget_add_css_class (GTK_WIDGET (self->parts), "notice-parts");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->parts), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Parts of the notice"), -1);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->parts));
  self->missing = add_label (self, "caption");
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  g_signal_connect_swapped (self->version, "notify::selected", G_CALLBACK (on_selected), self);
  g_signal_connect_swapped (self->parts, "row-activated", G_CALLBACK (on_part), self);
}

GtkWidget *
rt_notice_side_new (void)
{
  return g_object_new (RT_TYPE_NOTICE_SIDE, NULL);
}

void
rt_notice_side_set_versions (RtNoticeSide *self, GPtrArray *versions)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  g_clear_pointer (&self->versions, g_ptr_array_unref);
  for (guint i = 0; i < versions->len; i++)
    {
      const RtNotice *notice = g_ptr_array_index (versions, i);
      /* Translators: the number of a version of the notice */
      g_autofree char *name = g_strdup_printf (_("Version %d"), (int) notice->version);

      gtk_string_list_append (names, name);
    }
  gtk_drop_down_set_model (self->version, G_LIST_MODEL (names));
  gtk_widget_set_sensitive (GTK_WIDGET (self->version), versions->len > 1);
  self->versions = g_ptr_array_ref (versions);
  on_selected (self);
}

void
rt_notice_side_set_language (RtNoticeSide *self, const char *lang)
{
  self->lang = rt_lang_list ()[rt_lang_is_chinese (lang) ? 1 : 0];
  fill (self);
}

RtNotice *
rt_notice_side_get_notice (RtNoticeSide *self)
{
  guint selected = gtk_drop_down_get_selected (self->version);

  return self->versions != NULL && selected < self->versions->len ? g_ptr_array_index (self->versions, selected) : NULL;
}

RtNotice *
rt_notice_side_get_current (RtNoticeSide *self)
{
  return self->versions != NULL && self->versions->len > 0 ? g_ptr_array_index (self->versions, 0) : NULL;
}
