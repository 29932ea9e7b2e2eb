/* One thing asked in a form: label, "why", the entry, and what is wrong with it in words. */
#include "config.h"

#include "rt-field-entry.h"

#include "rt-tab-order.h"
#include "rt-why-button.h"
#include <glib/gi18n.h>

struct _RtFieldEntry
{
  GtkWidget parent_instance;

  /* owned */
  GtkWidget *head;
  GtkWidget *label;
  GtkWidget *why;
  GtkWidget *input;
  GtkWidget *scroller;
  GtkWidget *problem;
  char *text;

  const char *description; /* what a screen reader says of the entry; NULL: nothing more */
  gboolean multiline;
  gboolean quiet;
};

enum
{
  PROP_0,
  PROP_LABEL,
  PROP_TEXT,
  PROP_MULTILINE,
  N_PROPS
};

enum
{
  CHANGED,
  ACTIVATE,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RtFieldEntry, rt_field_entry, GTK_TYPE_WIDGET)

static void
on_changed (RtFieldEntry *self)
{
  if (self->quiet)
    return;
  rt_field_entry_set_problem (self, NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_activate (RtFieldEntry *self)
{
  g_signal_emit (self, signals[ACTIVATE], 0);
}

static gboolean
on_help (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  RtFieldEntry *self = RT_FIELD_ENTRY (widget);

  if (self->why == NULL)
    return FALSE;
  rt_why_button_popup (RT_WHY_BUTTON (self->why));
  return TRUE;
}

static void
build_input (RtFieldEntry *self)
{
  if (self->multiline)
    {
      GtkTextBuffer *buffer;

      self->input = gtk_text_view_new ();
      gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (self->input), GTK_WRAP_WORD_CHAR);
      gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (self->input), FALSE);
      gtk_text_view_set_top_margin (GTK_TEXT_VIEW (self->input), 6);
      gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (self->input), 6);
      gtk_text_view_set_left_margin (GTK_TEXT_VIEW (self->input), 8);
      gtk_text_view_set_right_margin (GTK_TEXT_VIEW (self->input), 8);
      self->scroller = gtk_scrolled_window_new ();
      gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (self->scroller), 72);
      gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->input);
      gtk_widget_add_css_class (self->scroller, "text-area");
      gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
      buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->input));
      g_signal_connect_object (buffer, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
      return;
    }
  self->input = gtk_entry_new ();
  gtk_widget_set_hexpand (self->input, TRUE);
  gtk_widget_set_parent (self->input, GTK_WIDGET (self));
  g_signal_connect_object (self->input, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->input, "activate", G_CALLBACK (on_activate), self, G_CONNECT_SWAPPED);
}

static void
rt_field_entry_constructed (GObject *object)
{
  RtFieldEntry *self = RT_FIELD_ENTRY (object);

  G_OBJECT_CLASS (rt_field_entry_parent_class)->constructed (object);
  build_input (self);
  self->problem = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->problem), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->problem), PANGO_WRAP_WORD_CHAR);
  /* The sentence takes the width of the entry and does not push its neighbours away. */
  gtk_label_set_max_width_chars (GTK_LABEL (self->problem), 8);
  gtk_label_set_xalign (GTK_LABEL (self->problem), 0);
  gtk_widget_add_css_class (self->problem, "caption");
  gtk_widget_set_visible (self->problem, FALSE);
  gtk_widget_set_parent (self->problem, GTK_WIDGET (self));
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->input), GTK_ACCESSIBLE_RELATION_LABELLED_BY, self->label, NULL,
                                  -1);
  gtk_label_set_mnemonic_widget (GTK_LABEL (self->label), self->input);
}

static void
rt_field_entry_dispose (GObject *object)
{
  RtFieldEntry *self = RT_FIELD_ENTRY (object);
  GtkWidget *child;

  self->quiet = TRUE;
  self->input = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->text, g_free);
  G_OBJECT_CLASS (rt_field_entry_parent_class)->dispose (object);
}

static void
rt_field_entry_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  RtFieldEntry *self = RT_FIELD_ENTRY (object);

  switch (id)
    {
    case PROP_LABEL:
      g_value_set_string (value, gtk_label_get_label (GTK_LABEL (self->label)));
      break;
    case PROP_TEXT:
      g_value_set_string (value, rt_field_entry_get_text (self));
      break;
    case PROP_MULTILINE:
      g_value_set_boolean (value, self->multiline);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
rt_field_entry_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  RtFieldEntry *self = RT_FIELD_ENTRY (object);

  switch (id)
    {
    case PROP_LABEL:
      gtk_label_set_text_with_mnemonic (GTK_LABEL (self->label),
                                        g_value_get_string (value) != NULL ? g_value_get_string (value) : "");
      break;
    case PROP_TEXT:
      if (self->input != NULL)
        rt_field_entry_set_text (self, g_value_get_string (value));
      break;
    case PROP_MULTILINE:
      self->multiline = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static gboolean
rt_field_entry_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (RT_FIELD_ENTRY (widget)->input);
}

static void
rt_field_entry_class_init (RtFieldEntryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = rt_field_entry_constructed;
  object_class->dispose = rt_field_entry_dispose;
  object_class->get_property = rt_field_entry_get_property;
  object_class->set_property = rt_field_entry_set_property;
  widget_class->grab_focus = rt_field_entry_grab_focus;
  widget_class->focus = rt_tab_order_focus;
  properties[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, "", G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_TEXT] =
    g_param_spec_string ("text", NULL, NULL, "", G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_MULTILINE] =
    g_param_spec_boolean ("multiline", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[ACTIVATE] =
    g_signal_new ("activate", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "fieldentry");
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F1, 0, on_help, NULL);
}

static void
rt_field_entry_init (RtFieldEntry *self)
{
  GtkBoxLayout *layout = GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self)));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (layout, 2);
  self->head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2);
  self->label = gtk_label_new_with_mnemonic ("");
  gtk_label_set_xalign (GTK_LABEL (self->label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (self->label, "caption-heading");
  gtk_box_append (GTK_BOX (self->head), self->label);
  gtk_widget_set_parent (self->head, GTK_WIDGET (self));
}

GtkWidget *
rt_field_entry_new (const char *label, gboolean multiline)
{
  return g_object_new (RT_TYPE_FIELD_ENTRY, "multiline", multiline, "label", label, NULL);
}

GtkWidget *
rt_field_entry_new_personal (RtFieldId field)
{
  GtkWidget *self = rt_field_entry_new ("", rt_field_info (field)->kind == RT_FIELD_KIND_MULTILINE);

  rt_field_entry_set_personal (RT_FIELD_ENTRY (self), field);
  return self;
}

void
rt_field_entry_set_personal (RtFieldEntry *self, RtFieldId field)
{
  const RtFieldInfo *info = rt_field_info (field);

  gtk_label_set_text (GTK_LABEL (self->label), _ (info->label));
  if (self->why != NULL)
    gtk_box_remove (GTK_BOX (self->head), self->why);
  self->why = rt_why_button_new (field);
  gtk_box_append (GTK_BOX (self->head), self->why);
  self->description = _ (info->why);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->input), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, self->description,
                                  -1);
  if (GTK_IS_ENTRY (self->input))
    {
      if (info->kind == RT_FIELD_KIND_PHONE)
        gtk_entry_set_input_purpose (GTK_ENTRY (self->input), GTK_INPUT_PURPOSE_PHONE);
      else if (info->kind == RT_FIELD_KIND_EMAIL)
        gtk_entry_set_input_purpose (GTK_ENTRY (self->input), GTK_INPUT_PURPOSE_EMAIL);
      gtk_entry_set_input_hints (GTK_ENTRY (self->input), GTK_INPUT_HINT_PRIVATE | GTK_INPUT_HINT_NO_EMOJI);
    }
}

const char *
rt_field_entry_get_text (RtFieldEntry *self)
{
  GtkTextBuffer *buffer;
  GtkTextIter start, end;

  if (!self->multiline)
    return gtk_editable_get_text (GTK_EDITABLE (self->input));
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->input));
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  g_free (self->text);
  self->text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  return self->text;
}

void
rt_field_entry_set_text (RtFieldEntry *self, const char *text)
{
  if (text == NULL)
    text = "";
  self->quiet = TRUE;
  if (self->multiline)
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->input)), text, -1);
  else
    gtk_editable_set_text (GTK_EDITABLE (self->input), text);
  self->quiet = FALSE;
}

static void
show_sentence (RtFieldEntry *self, const char *sentence, gboolean wrong)
{
  GtkWidget *frame = self->multiline ? self->scroller : self->input;

  gtk_label_set_text (GTK_LABEL (self->problem), sentence != NULL ? sentence : "");
  gtk_widget_set_visible (self->problem, sentence != NULL);
  gtk_widget_remove_css_class (self->problem, wrong ? "dim-label" : "error");
  gtk_widget_add_css_class (self->problem, wrong ? "error" : "dim-label");
  if (wrong && sentence != NULL)
    gtk_widget_add_css_class (frame, "error");
  else
    gtk_widget_remove_css_class (frame, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->input), GTK_ACCESSIBLE_STATE_INVALID,
                               wrong && sentence != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

void
rt_field_entry_set_problem (RtFieldEntry *self, const char *sentence)
{
  show_sentence (self, sentence, TRUE);
}

void
rt_field_entry_set_advice (RtFieldEntry *self, const char *sentence)
{
  show_sentence (self, sentence, FALSE);
}

void
rt_field_entry_set_placeholder (RtFieldEntry *self, const char *text)
{
  if (GTK_IS_ENTRY (self->input))
    gtk_entry_set_placeholder_text (GTK_ENTRY (self->input), text);
}

void
rt_field_entry_set_kept (RtFieldEntry *self, const char *masked)
{
  g_autofree char *spoken = NULL;

  if (masked != NULL)
    {
      rt_field_entry_set_text (self, NULL);
      spoken = g_strdup_printf (_("masked: %s"), masked);
    }
  rt_field_entry_set_placeholder (self, masked);
  if (self->multiline)
    rt_field_entry_set_advice (self, masked);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->input), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  spoken != NULL              ? spoken
                                  : self->description != NULL ? self->description
                                                              : "",
                                  -1);
  gtk_widget_set_sensitive (self->input, masked == NULL);
}

GtkWidget *
rt_field_entry_get_input (RtFieldEntry *self)
{
  return self->input;
}
