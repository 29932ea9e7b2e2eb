/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The draft of the notice's next version. */
#include "config.h"

#include "rt-notice-editor.h"

#include "rt-error.h"
#include "rt-field-entry.h"
#include "rt-lang.h"
#include "rt-notice-difference.h"
#include "rt-paper-notice.h"
#include "rt-print-job.h"
#include "rt-requests.h"
#include <glib/gi18n.h>

#define N_LANGUAGES    2
#define SAVE_AFTER_MS  1000
#define PART_HEIGHT_PX 132

struct _RtNoticeEditor
{
  AdwWindow parent_instance;

  /* owned by the widget tree */
  GtkStack *languages;
  GtkLabel *state;
  GtkWidget *publish;
  RtFieldEntry *parts[N_LANGUAGES][RT_N_NOTICE_PARTS];

  RtWindow *window;  /* borrowed */
  RtNotice *current; /* owned; NULL when nothing was published */
  gint64 draft_id;
  gboolean dirty[N_LANGUAGES][RT_N_NOTICE_PARTS];
  guint timer;     /* 0 none */
  guint saving;    /* requests that have not come back */
  gboolean failed; /* since the last change */
  gboolean disposed;
  enum
  {
    THEN_NOTHING,
    THEN_CLOSE,
    THEN_PUBLISH,
    THEN_PREVIEW
  } then; /* once all is saved */
};

G_DEFINE_FINAL_TYPE (RtNoticeEditor, rt_notice_editor, ADW_TYPE_WINDOW)

static void ask_publish (RtNoticeEditor *self);
static void show_preview (RtNoticeEditor *self);
static gboolean save_all (RtNoticeEditor *self);

/* A part's request on its way. */
typedef struct
{
  RtNoticeEditor *editor; /* owned */
  guint lang, part;
} Save;

static void
save_free (Save *save)
{
  g_object_unref (save->editor);
  g_free (save);
}

static void
say (RtNoticeEditor *self, const char *words)
{
  gtk_label_set_text (self->state, words);
}

static void
show_problem (RtNoticeEditor *self, guint lang, guint part, const char *sentence)
{
  gtk_stack_set_visible_child_name (self->languages, rt_lang_list ()[lang]);
  rt_field_entry_set_problem (self->parts[lang][part], sentence);
  gtk_widget_grab_focus (GTK_WIDGET (self->parts[lang][part]));
}

/* All requests are back. */
static void
all_saved (RtNoticeEditor *self)
{
  int then = self->then;

  if (!self->failed && self->timer != 0)
    {
      if (then != THEN_NOTHING)
        save_all (self);
      return;
    }
  self->then = THEN_NOTHING;
  say (self, self->failed ? _("Not saved.") : _("The draft is saved."));
  if (self->failed)
    return;
  if (then == THEN_CLOSE)
    gtk_window_destroy (GTK_WINDOW (self));
  else if (then == THEN_PUBLISH)
    ask_publish (self);
  else if (then == THEN_PREVIEW)
    show_preview (self);
}

static void
on_part_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Save *save = user_data;
  RtNoticeEditor *self = save->editor;
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *id = rt_desk_run_finish (RT_DESK (source), result, &error);

  self->saving--;
  if (!self->disposed)
    {
      if (id == NULL)
        {
          self->failed = TRUE;
          self->dirty[save->lang][save->part] = TRUE;
          if (!g_error_matches (error, RT_ERROR, RT_ERROR_LOCKED))
            show_problem (self, save->lang, save->part, error->message);
        }
      if (self->saving == 0)
        all_saved (self);
    }
  save_free (save);
}

/* Hands over every part that changed. FALSE when there is none and none is on its way. */
static gboolean
save_all (RtNoticeEditor *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  for (guint lang = 0; lang < N_LANGUAGES; lang++)
    for (guint part = 0; part < RT_N_NOTICE_PARTS; part++)
      if (self->dirty[lang][part])
        {
          Save *save = g_new0 (Save, 1);

          save->editor = g_object_ref (self);
          save->lang = lang;
          save->part = part;
          self->dirty[lang][part] = FALSE;
          self->saving++;
          rt_request_notice_set_part (rt_window_get_desk (self->window), self->draft_id, rt_lang_list ()[lang],
                                      (RtNoticePart) part, rt_field_entry_get_text (self->parts[lang][part]), NULL,
                                      on_part_saved, save);
        }
  if (self->saving > 0)
    say (self, _("Saving…"));
  return self->saving > 0;
}

static gboolean
on_timer (gpointer user_data)
{
  RtNoticeEditor *self = user_data;

  self->timer = 0;
  self->failed = FALSE;
  save_all (self);
  return G_SOURCE_REMOVE;
}

static void
on_typed (RtNoticeEditor *self, RtFieldEntry *entry)
{
  for (guint lang = 0; lang < N_LANGUAGES; lang++)
    for (guint part = 0; part < RT_N_NOTICE_PARTS; part++)
      if (self->parts[lang][part] == entry)
        self->dirty[lang][part] = TRUE;
  rt_field_entry_set_problem (entry, NULL);
  g_clear_handle_id (&self->timer, g_source_remove);
  self->failed = FALSE;
  self->timer = g_timeout_add (SAVE_AFTER_MS, on_timer, self);
  say (self, "");
}

static gboolean
on_close (GtkWindow *window)
{
  RtNoticeEditor *self = RT_NOTICE_EDITOR (window);

  /* Who closes again although a part was refused and not changed since, gives it up. */
  if (self->failed || !save_all (self))
    return FALSE;
  self->then = THEN_CLOSE;
  return TRUE;
}

/* Publishing */
static void
on_published (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RtNoticeEditor) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *id = rt_desk_run_finish (RT_DESK (source), result, &error);
  const char *field = id == NULL ? rt_error_get_field (error) : NULL;

  if (self->disposed)
    return;
  if (id != NULL)
    {
      rt_window_toast (self->window, _("The new version of the notice is published."));
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  gtk_widget_set_sensitive (self->publish, TRUE);
  say (self, error->message);
  for (guint lang = 0; lang < N_LANGUAGES; lang++)
    for (guint part = 0; part < RT_N_NOTICE_PARTS; part++)
      {
        g_autofree char *name =
          g_strdup_printf ("%s.%s", rt_lang_list ()[lang], rt_notice_part_id ((RtNoticePart) part));

        if (g_strcmp0 (field, name) == 0)
          show_problem (self, lang, part, error->message);
      }
}

static void
on_answer (RtNoticeEditor *self, const char *response)
{
  if (self->disposed || !g_str_equal (response, "publish"))
    return;
  gtk_widget_set_sensitive (self->publish, FALSE);
  rt_request_notice_publish (rt_window_get_desk (self->window), self->draft_id, NULL, on_published,
                             g_object_ref (self));
}

static const char *
language_name (guint lang)
{
  return lang == 0 ? "English" : "简体中文";
}

/* Fills @box with what differs from the version in force; FALSE when nothing does. */
static gboolean
add_changes (RtNoticeEditor *self, GtkBox *box)
{
  gboolean any = FALSE;

  for (guint lang = 0; lang < N_LANGUAGES; lang++)
    for (guint part = 0; part < RT_N_NOTICE_PARTS; part++)
      {
        const char *before = self->current != NULL ? self->current->text[lang][part] : NULL;
        const char *after = rt_field_entry_get_text (self->parts[lang][part]);
        /* Translators: a part of the notice and the language its words are in: "Your rights (English)". */
        g_autofree char *title =
          g_strdup_printf (_("%1$s (%2$s)"), _ (rt_notice_part_title ((RtNoticePart) part)), language_name (lang));

        any |= rt_notice_difference_add (box, title, before, after);
      }
  return any;
}

/* Whom to tell, and whom to ask again (product.md §6). @reach: of rt_notice_reach(); NULL: it is not known. */
static char *
describe_reach (const gint64 *reach)
{
  g_autoptr (GString) words =
    g_string_new (_("A published version cannot be changed any more, and new orders are taken under it."));

  if (reach == NULL)
    return g_string_free (g_steal_pointer (&words), FALSE);
  if (reach[0] > 0)
    {
      g_string_append (words, "\n\n");
      g_string_append_printf (
        words,
        g_dngettext (NULL,
                     "Tell the customer of %d order that is not delivered yet: it was taken "
                     "under an earlier version. Hand over the new one with the delivery.",
                     "Tell the customers of %d orders that are not delivered yet: they were taken "
                     "under earlier versions. Hand over the new one with the delivery.",
                     (gulong) reach[0]),
        (int) reach[0]);
    }
  if (reach[1] > 0)
    {
      g_string_append (words, "\n\n");
      g_string_append_printf (
        words,
        g_dngettext (NULL, "Ask %d customer again whose consent stands, if what they agreed to changes.",
                     "Ask %d customers again whose consent stands, if what they agreed to changes.", (gulong) reach[1]),
        (int) reach[1]);
    }
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static void
show_publish (RtNoticeEditor *self, const gint64 *reach)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  g_autofree char *body = describe_reach (reach);
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), _("Publish this version?"), body);

  if (!add_changes (self, GTK_BOX (box)))
    gtk_box_append (GTK_BOX (box), gtk_label_new (_("Nothing differs from the version in force.")));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scrolled), 180);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 320);
  gtk_widget_set_size_request (scrolled, 420, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (scrolled), GTK_ACCESSIBLE_PROPERTY_LABEL, _("What changes"), -1);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), scrolled);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), "publish", _("_Publish"),
                                    NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "publish", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  gtk_window_set_application (GTK_WINDOW (dialog), gtk_window_get_application (GTK_WINDOW (self->window)));
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_answer), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_reach (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RtNoticeEditor) self = user_data;
  g_autofree gint64 *reach = rt_desk_run_finish (RT_DESK (source), result, NULL);

  if (!self->disposed)
    show_publish (self, reach);
}

static void
ask_publish (RtNoticeEditor *self)
{
  rt_request_notice_reach (rt_window_get_desk (self->window), NULL, on_reach, g_object_ref (self));
}

/* Preview: the draft, which cannot leave */
static void
on_draft_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RtNoticeEditor) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RtNotice) draft = rt_desk_run_finish (RT_DESK (source), result, &error);
  g_autoptr (RtPaperDoc) doc = NULL;

  if (self->disposed)
    return;
  if (draft == NULL)
    {
      say (self, error->message);
      return;
    }
  doc = rt_paper_notice (rt_desk_get_store (RT_DESK (source)), draft,
                         gtk_stack_get_visible_child_name (self->languages), 0);
  rt_print_job_preview (GTK_WINDOW (self), doc, _("Draft of the notice"));
}

static void
show_preview (RtNoticeEditor *self)
{
  rt_request_notice (rt_window_get_desk (self->window), self->draft_id, NULL, on_draft_read, g_object_ref (self));
}

static void
on_preview (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RtNoticeEditor *self = RT_NOTICE_EDITOR (widget);

  self->failed = FALSE;
  if (save_all (self))
    self->then = THEN_PREVIEW;
  else
    show_preview (self);
}

static void
on_publish (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RtNoticeEditor *self = RT_NOTICE_EDITOR (widget);

  self->failed = FALSE;
  if (save_all (self))
    self->then = THEN_PUBLISH;
  else
    ask_publish (self);
}

/* Building */
static void
rt_notice_editor_dispose (GObject *object)
{
  RtNoticeEditor *self = RT_NOTICE_EDITOR (object);

  /* The window closes its dialogues when the desk locks: what was typed is handed over while the session lasts. */
  if (!self->disposed && self->window != NULL)
    save_all (self);
  self->disposed = TRUE;
  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_pointer (&self->current, rt_notice_unref);
  G_OBJECT_CLASS (rt_notice_editor_parent_class)->dispose (object);
}

static void
rt_notice_editor_class_init (RtNoticeEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rt_notice_editor_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = on_close;
  gtk_widget_class_install_action (widget_class, "editor.publish", NULL, on_publish);
  gtk_widget_class_install_action (widget_class, "editor.preview", NULL, on_preview);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static GtkWidget *
make_language (RtNoticeEditor *self, guint lang)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  for (guint part = 0; part < RT_N_NOTICE_PARTS; part++)
    {
      const char *title = rt_lang_gettext (rt_lang_list ()[lang], rt_notice_part_title ((RtNoticePart) part));
      GtkWidget *entry = rt_field_entry_new (title, TRUE);
      GtkWidget *area = gtk_widget_get_parent (rt_field_entry_get_input (RT_FIELD_ENTRY (entry)));

      if (GTK_IS_SCROLLED_WINDOW (area))
        gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (area), PART_HEIGHT_PX);
      self->parts[lang][part] = RT_FIELD_ENTRY (entry);
      g_signal_connect_object (entry, "changed", G_CALLBACK (on_typed), self, G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (box), entry);
    }
  gtk_widget_add_css_class (box, "detail");
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 760);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_widget_set_vexpand (scrolled, TRUE);
  return scrolled;
}

static GtkWidget *
make_bar (RtNoticeEditor *self)
{
  GtkWidget *bar = adw_header_bar_new ();
  GtkWidget *switcher = gtk_stack_switcher_new ();
  GtkWidget *preview;

  gtk_stack_switcher_set_stack (GTK_STACK_SWITCHER (switcher), self->languages);
  gtk_accessible_update_property (GTK_ACCESSIBLE (switcher), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Language of the notice"), -1);
  self->publish = gtk_button_new_with_mnemonic (_("_Publish…"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->publish), "editor.publish");
  gtk_widget_add_css_class (self->publish, "suggested-action");
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (bar), switcher);
  adw_header_bar_pack_start (ADW_HEADER_BAR (bar), self->publish);
  preview = gtk_button_new_with_mnemonic (_("Pre_view"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (preview), "editor.preview");
  adw_header_bar_pack_start (ADW_HEADER_BAR (bar), preview);
  return bar;
}

static void
rt_notice_editor_init (RtNoticeEditor *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->languages = GTK_STACK (gtk_stack_new ());
  for (guint lang = 0; lang < N_LANGUAGES; lang++)
    gtk_stack_add_titled (self->languages, make_language (self, lang), rt_lang_list ()[lang], language_name (lang));
  gtk_stack_set_visible_child_name (self->languages, rt_lang_list ()[rt_lang_is_chinese (NULL) ? 1 : 0]);
  self->state = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->state, TRUE);
  gtk_label_set_xalign (self->state, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->state), "toolbar-strip");
  gtk_box_append (GTK_BOX (box), make_bar (self));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->languages));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->state));
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (self), 860, 700);
  gtk_window_set_title (GTK_WINDOW (self), _("The next version of the notice"));
}

RtNoticeEditor *
rt_notice_editor_new (RtWindow *window, RtNotice *draft, RtNotice *current)
{
  RtNoticeEditor *self = g_object_new (RT_TYPE_NOTICE_EDITOR, "transient-for", window, NULL);

  /* So that it is among the windows that close when the desk locks. */
  gtk_window_set_application (GTK_WINDOW (self), gtk_window_get_application (GTK_WINDOW (window)));
  self->window = window;
  self->draft_id = draft->id;
  self->current = current != NULL ? rt_notice_ref (current) : NULL;
  for (guint lang = 0; lang < N_LANGUAGES; lang++)
    for (guint part = 0; part < RT_N_NOTICE_PARTS; part++)
      if (draft->text[lang][part] != NULL)
        rt_field_entry_set_text (self->parts[lang][part], draft->text[lang][part]);
  gtk_window_set_focus (GTK_WINDOW (self),
                        rt_field_entry_get_input (self->parts[rt_lang_is_chinese (NULL) ? 1 : 0][0]));
  say (self, _("What you type is saved as a draft. The version in force stays until you publish."));
  return self;
}
