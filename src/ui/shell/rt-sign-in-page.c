/* Who, and the password. */
#include "config.h"

#include "rt-sign-in-page.h"

#include "rt-name-keys.h"
#include "rt-restore-dialog.h"
#include "rt-shell.h"
#include "rt-tab-order.h"
#include <glib/gi18n.h>

struct _RtSignInPage
{
  AdwBin parent_instance;

  /* template widgets */
  GtkBox *box;
  GtkLabel *store;
  GtkLabel *alarm;
  GtkStack *stack;
  AdwComboRow *who;
  AdwPasswordEntryRow *password;
  AdwEntryRow *code;
  AdwPasswordEntryRow *chosen;
  AdwPasswordEntryRow *again;
  GtkButton *sign_in;
  GtkSpinner *spinner;
  GtkLabel *message;
  GtkLabel *caps;

  /* borrowed */
  RtWindow *window;
  GdkDevice *keyboard;

  /* owned */
  GPtrArray *names;
  RtSecret *first_password; /* of an invited person, until their own is chosen */
};

G_DEFINE_FINAL_TYPE (RtSignInPage, rt_sign_in_page, ADW_TYPE_BIN)

static const char *
get_login (RtSignInPage *self)
{
  guint selected = adw_combo_row_get_selected (self->who);

  if (self->names == NULL || selected >= self->names->len)
    return NULL;
  return ((RtSignInName *) g_ptr_array_index (self->names, selected))->login;
}

static void
say (RtSignInPage *self, const char *words, gboolean wrong)
{
  gtk_label_set_text (self->message, words);
  if (wrong)
    gtk_widget_add_css_class (GTK_WIDGET (self->message), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->message), "error");
}

static void
set_busy (RtSignInPage *self, gboolean busy)
{
  /* First: an entry that is put out of use does not hear that the keyboard left it, and goes on blinking. */
  if (busy)
    gtk_window_set_focus (GTK_WINDOW (self->window), NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->stack), !busy);
  gtk_spinner_set_spinning (self->spinner, busy);
}

static void
on_typed (RtSignInPage *self)
{
  if (gtk_editable_get_text (GTK_EDITABLE (self->password))[0] != '\0')
    say (self, "", FALSE);
}

static gboolean
is_empty (gpointer row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row))[0] == '\0';
}

static void
say_codes_left (RtSignInPage *self, gint64 left)
{
  g_autofree char *words =
    g_strdup_printf (ngettext ("You signed in with a recovery code; %d is left.",
                               "You signed in with a recovery code; %d are left.", (gulong) left),
                     (int) left);

  rt_window_toast (self->window, words);
}

static void on_sign_in (RtSignInPage *self);

static void
on_signed_in (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RtSignInPage) self = user_data;
  g_autoptr (GError) error = NULL;
  RtSignIn what;

  set_busy (self, FALSE);
  if (!rt_desk_sign_in_finish (RT_DESK (source), result, &what, &error))
    {
      g_clear_pointer (&self->first_password, rt_secret_free);
      say (self, error->message, TRUE);
      gtk_widget_grab_focus (GTK_WIDGET (self->password));
      return;
    }
  if (what == RT_SIGN_IN_CHOOSE_PASSWORD)
    {
      gtk_stack_set_visible_child_name (self->stack, "choose");
      gtk_widget_grab_focus (GTK_WIDGET (self->chosen));
      return;
    }
  g_clear_pointer (&self->first_password, rt_secret_free);
  if (what == RT_SIGN_IN_ENROL_CODE)
    rt_window_show_enrol (self->window);
  else if (rt_desk_get_codes_left (RT_DESK (source)) >= 0)
    say_codes_left (self, rt_desk_get_codes_left (RT_DESK (source)));
}

/* One line after the other; the last one signs in. */
static void
on_password_entered (RtSignInPage *self)
{
  if (gtk_widget_get_visible (GTK_WIDGET (self->code)) && is_empty (self->code) && !is_empty (self->password))
    gtk_widget_grab_focus (GTK_WIDGET (self->code));
  else
    on_sign_in (self);
}

static gboolean
sign_in_when_idle (gpointer user_data)
{
  RtSignInPage *self = user_data;

  if (rt_shell_is_whole_code (GTK_EDITABLE (self->code)) && !is_empty (self->password) &&
      gtk_widget_is_sensitive (GTK_WIDGET (self->stack)))
    on_sign_in (self);
  return G_SOURCE_REMOVE;
}

/* Six digits are all there is to type; not within the change itself, which empties the entry. */
static void
on_code_typed (RtSignInPage *self)
{
  on_typed (self);
  if (rt_shell_is_whole_code (GTK_EDITABLE (self->code)))
    g_idle_add_full (G_PRIORITY_DEFAULT, sign_in_when_idle, g_object_ref (self), g_object_unref);
}

static void
on_sign_in (RtSignInPage *self)
{
  const char *login = get_login (self);
  g_autoptr (RtSecret) password = rt_shell_take_password (GTK_EDITABLE (self->password));
  g_autoptr (RtSecret) code = rt_shell_take_password (GTK_EDITABLE (self->code));

  if (login == NULL || password == NULL)
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->password));
      return;
    }
  say (self, "", FALSE);
  set_busy (self, TRUE);
  rt_secret_free (self->first_password);
  self->first_password = rt_secret_copy (password);
  rt_desk_sign_in_async (rt_window_get_desk (self->window), login, password, code, NULL, on_signed_in,
                         g_object_ref (self));
}

static void
on_nobody (RtSignInPage *self)
{
  rt_restore_dialog_show (self->window);
}

static void
on_password_chosen (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RtSignInPage) self = user_data;
  g_autoptr (GError) error = NULL;
  RtSignIn what;

  set_busy (self, FALSE);
  if (!rt_desk_choose_password_finish (RT_DESK (source), result, &what, &error))
    {
      say (self, error->message, TRUE);
      gtk_widget_grab_focus (GTK_WIDGET (self->chosen));
      return;
    }
  g_clear_pointer (&self->first_password, rt_secret_free);
  if (what == RT_SIGN_IN_ENROL_CODE)
    {
      rt_window_show_enrol (self->window);
      return;
    }
  gtk_stack_set_visible_child_name (self->stack, "sign-in");
  say (self, _("Your password is kept. Sign in with it now; until a manager lets you in you see customers masked."),
       FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self->password));
}

static void
on_choose (RtSignInPage *self)
{
  g_autoptr (RtSecret) chosen = rt_shell_take_password (GTK_EDITABLE (self->chosen));
  g_autoptr (RtSecret) again = rt_shell_take_password (GTK_EDITABLE (self->again));

  if (chosen == NULL || again == NULL || !rt_secret_equal (chosen, again))
    {
      say (self, _("The two entries are not the same. Type the new password twice."), TRUE);
      gtk_widget_grab_focus (GTK_WIDGET (self->chosen));
      return;
    }
  set_busy (self, TRUE);
  rt_desk_choose_password_async (rt_window_get_desk (self->window), get_login (self), self->first_password, NULL,
                                 chosen, NULL, on_password_chosen, g_object_ref (self));
}

/* Who is expected stands chosen; the keyboard is where they type next, or at the names when people change. */
static void
expect_person (RtSignInPage *self)
{
  gboolean changing = FALSE;
  gint64 expected = rt_application_get_expected (rt_window_get_app (self->window), &changing);

  for (guint i = 0; i < self->names->len; i++)
    if (((RtSignInName *) g_ptr_array_index (self->names, i))->id == expected)
      adw_combo_row_set_selected (self->who, i);
  rt_name_keys_add (self->who, self->names, GTK_WIDGET (self->password));
  if (!changing || !gtk_widget_grab_focus (GTK_WIDGET (self->who)))
    gtk_widget_grab_focus (GTK_WIDGET (self->password));
}

static void
on_names (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RtSignInPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GtkStringList) model = gtk_string_list_new (NULL);
  GPtrArray *names = rt_desk_list_names_finish (RT_DESK (source), result, &error);

  if (names == NULL)
    {
      say (self, error->message, TRUE);
      return;
    }
  self->names = names;
  gtk_widget_set_visible (GTK_WIDGET (self->code), rt_desk_uses_codes (RT_DESK (source)));
  for (guint i = 0; i < names->len; i++)
    gtk_string_list_append (model, ((RtSignInName *) g_ptr_array_index (names, i))->name);
  adw_combo_row_set_model (self->who, G_LIST_MODEL (model));
  expect_person (self);
}

static void
update_caps (RtSignInPage *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->caps),
                          self->keyboard != NULL && gdk_device_get_caps_lock_state (self->keyboard));
}

static void
rt_sign_in_page_root (GtkWidget *widget)
{
  RtSignInPage *self = RT_SIGN_IN_PAGE (widget);
  GdkSeat *seat;

  GTK_WIDGET_CLASS (rt_sign_in_page_parent_class)->root (widget);
  seat = gdk_display_get_default_seat (gtk_widget_get_display (widget));
  self->keyboard = seat != NULL ? gdk_seat_get_keyboard (seat) : NULL;
  if (self->keyboard != NULL)
    g_signal_connect_object (self->keyboard, "notify::caps-lock-state", G_CALLBACK (update_caps), self,
                             G_CONNECT_SWAPPED);
  update_caps (self);
}

static void
rt_sign_in_page_dispose (GObject *object)
{
  RtSignInPage *self = RT_SIGN_IN_PAGE (object);

  g_clear_pointer (&self->first_password, rt_secret_free);
  G_OBJECT_CLASS (rt_sign_in_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, RtSignInPage, box);
  gtk_widget_class_bind_template_child (widget_class, RtSignInPage, store);
  gtk_widget_class_bind_template_child (widget_class, RtSignInPage, alarm);
  gtk_widget_class_bind_template_child (widget_class, RtSignInPage, stack);
  gtk_widget_class_bind_template_child (widget_class, RtSignInPage, who);
  gtk_widget_class_bind_template_child (widget_class, RtSignInPage, password);
  gtk_widget_class_bind_template_child (widget_class, RtSignInPage, code);
  gtk_widget_class_bind_template_child (widget_class, RtSignInPage, chosen);
  gtk_widget_class_bind_template_child (widget_class, RtSignInPage, again);
  gtk_widget_class_bind_template_child (widget_class, RtSignInPage, sign_in);
  gtk_widget_class_bind_template_child (widget_class, RtSignInPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, RtSignInPage, message);
  gtk_widget_class_bind_template_child (widget_class, RtSignInPage, caps);
  gtk_widget_class_bind_template_callback (widget_class, on_sign_in);
  gtk_widget_class_bind_template_callback (widget_class, on_choose);
  gtk_widget_class_bind_template_callback (widget_class, on_nobody);
  gtk_widget_class_bind_template_callback (widget_class, on_typed);
  gtk_widget_class_bind_template_callback (widget_class, on_password_entered);
  gtk_widget_class_bind_template_callback (widget_class, on_code_typed);
}

static gboolean
rt_sign_in_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (RT_SIGN_IN_PAGE (widget)->password));
}

static void
rt_sign_in_page_class_init (RtSignInPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  GTK_WIDGET_CLASS (klass)->grab_focus = rt_sign_in_page_grab_focus;
  GTK_WIDGET_CLASS (klass)->focus = rt_tab_order_focus;
  G_OBJECT_CLASS (klass)->dispose = rt_sign_in_page_dispose;
  widget_class->root = rt_sign_in_page_root;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/rolltop/Rolltop/shell/rt-sign-in-page.ui");
  bind_children (widget_class);
}

static void
rt_sign_in_page_init (RtSignInPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_box_prepend (self->box, rt_shell_header_new ());
}

GtkWidget *
rt_sign_in_page_new (RtWindow *window)
{
  RtSignInPage *self = g_object_new (RT_TYPE_SIGN_IN_PAGE, NULL);
  RtDesk *desk = rt_window_get_desk (window);
  const char *alarm = rt_desk_get_alarm (desk);

  self->window = window;
  gtk_label_set_text (self->store, rt_desk_get_store (desk)->name);
  gtk_widget_set_visible (GTK_WIDGET (self->code), rt_desk_uses_codes (desk));
  gtk_label_set_text (self->alarm, alarm != NULL ? alarm : "");
  gtk_widget_set_visible (GTK_WIDGET (self->alarm), alarm != NULL);
  rt_desk_list_names_async (desk, NULL, on_names, g_object_ref (self));
  return GTK_WIDGET (self);
}
