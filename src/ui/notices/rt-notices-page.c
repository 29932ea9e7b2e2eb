/* The data-use notice in force, part by part. */
#include "config.h"

#include "rt-notices-page.h"

#include "rt-lang.h"
#include "rt-notice-editor.h"
#include "rt-notice-paper.h"
#include "rt-requests.h"
#include <glib/gi18n.h>

struct _RtNoticesPage
{
  GtkWidget parent_instance;

  GtkStack *stack;
  AdwStatusPage *failed;
  GtkLabel *version;
  GtkToggleButton *chinese;
  GtkBox *parts;
  GtkWidget *edit;

  RtWindow *window;          /* borrowed */
  RtNotice *notice;          /* owned */
  GCancellable *cancellable; /* owned; NULL after dispose */
};

static void area_init (RtAreaInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RtNoticesPage, rt_notices_page, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (RT_TYPE_AREA, area_init))

static void
add_label (GtkBox *box, const char *text, const char *style, gboolean selectable)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_selectable (GTK_LABEL (label), selectable);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_box_append (box, label);
}

static void
fill (RtNoticesPage *self)
{
  guint which = gtk_toggle_button_get_active (self->chinese) ? 1 : 0;
  const char *lang = rt_lang_list ()[which];
  guint missing = rt_notice_missing (self->notice, lang);
  g_autofree char *moment = rt_moment_format (self->notice->published_at, NULL);
  /* Translators: the number of the notice's version, date and time */
  g_autofree char *version = g_strdup_printf (_("Version %d, published %s"), (int) self->notice->version, moment);
  GtkWidget *child;

  gtk_label_set_text (self->version, version);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->parts))) != NULL)
    gtk_box_remove (self->parts, child);
  for (guint i = 0; i < RT_N_NOTICE_PARTS; i++)
    {
      const char *text = self->notice->text[which][i];

      add_label (self->parts, rt_lang_gettext (lang, rt_notice_part_title ((RtNoticePart) i)), "heading", FALSE);
      if ((missing & (1u << i)) != 0)
        add_label (self->parts, _("This part is missing in this language."), "warning", FALSE);
      else
        add_label (self->parts, text, NULL, TRUE);
    }
  gtk_stack_set_visible_child_name (self->stack, "notice");
}

static void
show_edit (RtNoticesPage *self)
{
  const RtPerson *me = rt_desk_get_person (rt_window_get_desk (self->window));

  gtk_widget_set_visible (self->edit, me != NULL && rt_person_may (me, RT_RIGHT_NOTICE_WRITE));
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RtNoticesPage) self = user_data;
  g_autoptr (GError) error = NULL;
  RtNotice *notice = rt_desk_run_finish (RT_DESK (source), result, &error);

  if (self->cancellable == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_clear_pointer (&notice, rt_notice_unref);
      return;
    }
  show_edit (self);
  g_clear_pointer (&self->notice, rt_notice_unref);
  self->notice = notice;
  if (notice != NULL)
    {
      fill (self);
      return;
    }
  adw_status_page_set_description (self->failed, error->message);
  gtk_stack_set_visible_child_name (self->stack, "failed");
}

static void
load (RtNoticesPage *self)
{
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  rt_request_notice_current (rt_window_get_desk (self->window), self->cancellable, on_loaded, g_object_ref (self));
}

static void
on_changed (RtNoticesPage *self, const char *table, gint64 row)
{
  if (g_str_has_prefix (table, "notice"))
    load (self);
}

static void
on_language (RtNoticesPage *self)
{
  if (self->notice != NULL)
    fill (self);
}

/* "preview", "print", "save"; with "counter-" before it: the page for the counter. */
static void
on_paper (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RtNoticesPage *self = RT_NOTICES_PAGE (widget);
  const char *what = g_variant_get_string (parameter, NULL);
  const char *lang = rt_lang_list ()[gtk_toggle_button_get_active (self->chinese) ? 1 : 0];
  RtPaperWay way = RT_PAPER_WAY_PREVIEW;

  if (g_str_has_suffix (what, "print"))
    way = RT_PAPER_WAY_PRINT;
  else if (g_str_has_suffix (what, "save"))
    way = RT_PAPER_WAY_SAVE;
  if (self->notice != NULL)
    rt_notice_paper_run (self->window, self->notice, lang, g_str_has_prefix (what, "counter-"), way);
}

static void
on_draft (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RtNoticesPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RtNotice) draft = rt_desk_run_finish (RT_DESK (source), result, &error);

  if (self->cancellable == NULL)
    return;
  gtk_widget_set_sensitive (self->edit, TRUE);
  if (draft != NULL)
    gtk_window_present (GTK_WINDOW (rt_notice_editor_new (self->window, draft, self->notice)));
  else
    rt_window_toast_error (self->window, error);
}

static void
on_edit (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RtNoticesPage *self = RT_NOTICES_PAGE (widget);

  if (!gtk_widget_get_visible (self->edit))
    return;
  gtk_widget_set_sensitive (self->edit, FALSE);
  rt_request_notice_draft (rt_window_get_desk (self->window), NULL, on_draft, g_object_ref (self));
}

static void
on_refresh (GtkWidget *widget, const char *name, GVariant *parameter)
{
  load (RT_NOTICES_PAGE (widget));
}

static void
area_focus (RtArea *area)
{
  gtk_widget_child_focus (GTK_WIDGET (RT_NOTICES_PAGE (area)->stack), GTK_DIR_TAB_FORWARD);
}

static void
area_init (RtAreaInterface *iface)
{
  iface->focus = area_focus;
}

static void
rt_notices_page_dispose (GObject *object)
{
  RtNoticesPage *self = RT_NOTICES_PAGE (object);
  GtkWidget *child;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->notice, rt_notice_unref);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (rt_notices_page_parent_class)->dispose (object);
}

static void
rt_notices_page_class_init (RtNoticesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rt_notices_page_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_install_action (widget_class, "notices.edit", NULL, on_edit);
  gtk_widget_class_install_action (widget_class, "notices.paper", "s", on_paper);
  gtk_widget_class_install_action (widget_class, "notices.refresh", NULL, on_refresh);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "notices.paper", "s", "print");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F5, 0, "notices.refresh", NULL);
}

static GtkWidget *
make_print_button (void)
{
  GtkWidget *button = gtk_menu_button_new ();
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) full = g_menu_new ();
  g_autoptr (GMenu) counter = g_menu_new ();

  g_menu_append (full, _("_Preview"), "notices.paper::preview");
  g_menu_append (full, _("P_rint…"), "notices.paper::print");
  g_menu_append (full, _("_Save as PDF…"), "notices.paper::save");
  g_menu_append (counter, _("Preview"), "notices.paper::counter-preview");
  g_menu_append (counter, _("Print…"), "notices.paper::counter-print");
  g_menu_append (counter, _("Save as PDF…"), "notices.paper::counter-save");
  g_menu_append_section (menu, _("The whole notice"), G_MENU_MODEL (full));
  g_menu_append_section (menu, _("One page for the counter"), G_MENU_MODEL (counter));
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_menu_button_set_label (GTK_MENU_BUTTON (button), _("_Print"));
  gtk_menu_button_set_use_underline (GTK_MENU_BUTTON (button), TRUE);
  return button;
}

static GtkWidget *
make_strip (RtNoticesPage *self)
{
  GtkWidget *strip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *linked = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *english = gtk_toggle_button_new_with_label ("English");

  self->chinese = GTK_TOGGLE_BUTTON (gtk_toggle_button_new_with_label ("中文"));
  gtk_toggle_button_set_group (self->chinese, GTK_TOGGLE_BUTTON (english));
  gtk_toggle_button_set_active (rt_lang_is_chinese (NULL) ? self->chinese : GTK_TOGGLE_BUTTON (english), TRUE);
  g_signal_connect_object (self->chinese, "toggled", G_CALLBACK (on_language), self, G_CONNECT_SWAPPED);
  self->version = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->version, 0);
  gtk_label_set_wrap (self->version, TRUE);
  gtk_widget_set_hexpand (GTK_WIDGET (self->version), TRUE);
  gtk_widget_add_css_class (linked, "linked");
  gtk_box_append (GTK_BOX (linked), english);
  gtk_box_append (GTK_BOX (linked), GTK_WIDGET (self->chinese));
  gtk_box_append (GTK_BOX (strip), GTK_WIDGET (self->version));
  gtk_box_append (GTK_BOX (strip), linked);
  gtk_box_append (GTK_BOX (strip), make_print_button ());
  self->edit = gtk_button_new_with_mnemonic (_("_Edit a new version…"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->edit), "notices.edit");
  gtk_widget_set_visible (self->edit, FALSE);
  gtk_box_append (GTK_BOX (strip), self->edit);
  gtk_widget_add_css_class (strip, "toolbar-strip");
  return strip;
}

static void
rt_notices_page_init (RtNoticesPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();

  self->cancellable = g_cancellable_new ();
  self->stack = GTK_STACK (gtk_stack_new ());
  self->failed = ADW_STATUS_PAGE (adw_status_page_new ());
  adw_status_page_set_title (self->failed, _("The notice cannot be shown"));
  self->parts = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 12));
  gtk_widget_set_margin_top (clamp, 18);
  gtk_widget_set_margin_bottom (clamp, 18);
  gtk_widget_set_margin_start (clamp, 12);
  gtk_widget_set_margin_end (clamp, 12);
  adw_clamp_set_child (ADW_CLAMP (clamp), GTK_WIDGET (self->parts));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (box), make_strip (self));
  gtk_box_append (GTK_BOX (box), scrolled);
  gtk_stack_add_named (self->stack, box, "notice");
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->failed), "failed");
  gtk_widget_set_parent (GTK_WIDGET (self->stack), GTK_WIDGET (self));
}

GtkWidget *
rt_notices_page_new (RtWindow *window)
{
  RtNoticesPage *self = g_object_new (RT_TYPE_NOTICES_PAGE, NULL);

  self->window = window;
  g_signal_connect_object (rt_window_get_desk (window), "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  load (self);
  return GTK_WIDGET (self);
}
