/* SPDX-License-Identifier: GPL-3.0-or-later */
/* As much of the Secret Service specification (freedesktop.org, 0.2) as a look-up uses. */
#include "config.h"

#include "mock-secret-service.h"

#include <string.h>

#define ROOT    "/org/freedesktop/secrets"
#define SESSION ROOT "/session/1"
#define ITEM    ROOT "/collection/mock/1"
#define PROMPT  ROOT "/prompt/1"

struct _MockSecretService
{
  GDBusConnection *connection;
  GDBusNodeInfo *info;
  MockBehaviour behaviour;
  char *secret;
  gboolean unlocked;
  guint n_prompts;
  GPtrArray *unanswered;
};

static const char description[] =
  "<node>"
  "<interface name='org.freedesktop.Secret.Service'>"
  "<method name='OpenSession'><arg type='s' direction='in'/><arg type='v' direction='in'/><arg type='v' direction='out'/>"
  "<arg type='o' direction='out'/></method>"
  "<method name='SearchItems'><arg type='a{ss}' direction='in'/><arg type='ao' direction='out'/><arg type='ao' direction='out'/></method>"
  "<method name='Unlock'><arg type='ao' direction='in'/><arg type='ao' direction='out'/><arg type='o' direction='out'/></method>"
  "<method name='CreateCollection'><arg type='a{sv}' direction='in'/><arg type='s' direction='in'/><arg type='o' direction='out'/>"
  "<arg type='o' direction='out'/></method>"
  "<method name='GetSecrets'><arg type='ao' direction='in'/><arg type='o' direction='in'/><arg type='a{o(oayays)}' direction='out'/></method>"
  "<method name='ReadAlias'><arg type='s' direction='in'/><arg type='o' direction='out'/></method>"
  "<property name='Collections' type='ao' access='read'/>"
  "</interface>"
  "<interface name='org.freedesktop.Secret.Item'>"
  "<property name='Locked' type='b' access='read'/><property name='Attributes' type='a{ss}' access='read'/>"
  "<property name='Label' type='s' access='read'/><property name='Type' type='s' access='read'/>"
  "<property name='Created' type='t' access='read'/><property name='Modified' type='t' access='read'/>"
  "</interface>"
  "<interface name='org.freedesktop.Secret.Prompt'>"
  "<method name='Prompt'><arg type='s' direction='in'/></method><method name='Dismiss'/>"
  "<signal name='Completed'><arg type='b'/><arg type='v'/></signal>"
  "</interface>"
  "</node>";

static void
answer_open_session (MockSecretService *self, GDBusMethodInvocation *invocation, GVariant *parameters)
{
  const char *algorithm = NULL;

  g_variant_get (parameters, "(&sv)", &algorithm, NULL);
  if (g_str_equal (algorithm, "plain"))
    g_dbus_method_invocation_return_value (invocation, g_variant_new ("(vo)", g_variant_new_string (""), SESSION));
  else
    g_dbus_method_invocation_return_dbus_error (invocation, "org.freedesktop.DBus.Error.NotSupported", "only plain");
}

static void
answer_search (MockSecretService *self, GDBusMethodInvocation *invocation)
{
  static const char *const item[] = { ITEM, NULL }, *const none[] = { NULL };

  if (self->behaviour == MOCK_SEARCH_HANGS)
    g_ptr_array_add (self->unanswered, invocation);
  else
    g_dbus_method_invocation_return_value (invocation, g_variant_new ("(^ao^ao)", self->unlocked ? item : none,
                                                                      self->unlocked ? none : item));
}

static void
answer_secrets (MockSecretService *self, GDBusMethodInvocation *invocation)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{o(oayays)}"));
  if (self->unlocked)
    g_variant_builder_add (&builder, "{o(o@ay@ays)}", ITEM, SESSION,
                           g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, "", 0, 1),
                           g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, self->secret, strlen (self->secret), 1),
                           "text/plain");
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(a{o(oayays)})", &builder));
}

static void
answer_prompt (MockSecretService *self, GDBusMethodInvocation *invocation)
{
  static const char *const item[] = { ITEM, NULL }, *const none[] = { NULL };

  self->n_prompts++;
  g_dbus_method_invocation_return_value (invocation, NULL);
  if (self->behaviour == MOCK_GOES_AWAY)
    g_dbus_connection_call (self->connection, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
                            "ReleaseName", g_variant_new ("(s)", "org.freedesktop.secrets"), NULL,
                            G_DBUS_CALL_FLAGS_NONE, -1, NULL, NULL, NULL);
  if (self->behaviour == MOCK_IGNORES_PROMPT || self->behaviour == MOCK_GOES_AWAY)
    return;
  self->unlocked = self->behaviour == MOCK_UNLOCKS;
  g_dbus_connection_emit_signal (self->connection, NULL, PROMPT, "org.freedesktop.Secret.Prompt", "Completed",
                                 g_variant_new ("(bv)", !self->unlocked,
                                                g_variant_new_objv (self->unlocked ? item : none, -1)),
                                 NULL);
}

static void
on_call (GDBusConnection *connection, const char *sender, const char *path, const char *interface, const char *method,
         GVariant *parameters, GDBusMethodInvocation *invocation, gpointer user_data)
{
  MockSecretService *self = user_data;

  if (self->behaviour == MOCK_HANGS)
    g_ptr_array_add (self->unanswered, invocation);
  else if (self->behaviour == MOCK_TALKS_NONSENSE)
    g_dbus_method_invocation_return_dbus_error (invocation, "org.example.Nonsense", "4711");
  else if (g_str_equal (method, "OpenSession"))
    answer_open_session (self, invocation, parameters);
  else if (g_str_equal (method, "SearchItems"))
    answer_search (self, invocation);
  else if (g_str_equal (method, "Unlock"))
    g_dbus_method_invocation_return_value (invocation, g_variant_new ("(@aoo)", g_variant_new_objv (NULL, 0), PROMPT));
  else if (g_str_equal (method, "CreateCollection"))
    g_dbus_method_invocation_return_value (invocation, g_variant_new ("(oo)", "/", PROMPT));
  else if (g_str_equal (method, "GetSecrets"))
    answer_secrets (self, invocation);
  else if (g_str_equal (method, "ReadAlias"))
    g_dbus_method_invocation_return_value (invocation, g_variant_new ("(o)", "/"));
  else if (g_str_equal (method, "Prompt"))
    answer_prompt (self, invocation);
  else
    g_dbus_method_invocation_return_value (invocation, NULL);
}

static GVariant *
on_property (GDBusConnection *connection, const char *sender, const char *path, const char *interface, const char *name,
             GError **error, gpointer user_data)
{
  MockSecretService *self = user_data;
  GVariantBuilder builder;

  if (g_str_equal (name, "Collections"))
    return g_variant_new_objv (NULL, 0);
  if (g_str_equal (name, "Locked"))
    return g_variant_new_boolean (!self->unlocked);
  if (g_str_equal (name, "Created") || g_str_equal (name, "Modified"))
    return g_variant_new_uint64 (1);
  if (!g_str_equal (name, "Attributes"))
    return g_variant_new_string ("mock");
  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{ss}"));
  g_variant_builder_add (&builder, "{ss}", "application", "rolltop");
  g_variant_builder_add (&builder, "{ss}", "kind", "store-key");
  g_variant_builder_add (&builder, "{ss}", "store", "aa11");
  return g_variant_builder_end (&builder);
}

static void
export_object (MockSecretService *self, const char *path, guint interface)
{
  static const GDBusInterfaceVTable vtable = { on_call, on_property, NULL, { NULL } };
  GError *error = NULL;

  g_dbus_connection_register_object (self->connection, path, self->info->interfaces[interface], &vtable, self, NULL,
                                     &error);
  g_assert_no_error (error);
}

MockSecretService *
mock_secret_service_new (const char *bus_address, MockBehaviour behaviour, const char *secret)
{
  MockSecretService *self = g_new0 (MockSecretService, 1);
  g_autoptr (GVariant) reply = NULL;
  GError *error = NULL;

  self->behaviour = behaviour;
  self->secret = g_strdup (secret);
  self->unanswered = g_ptr_array_new ();
  self->info = g_dbus_node_info_new_for_xml (description, &error);
  g_assert_no_error (error);
  self->connection = g_dbus_connection_new_for_address_sync (bus_address,
                                                             G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                                               G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                                             NULL, NULL, &error);
  g_assert_no_error (error);
  export_object (self, ROOT, 0);
  export_object (self, ITEM, 1);
  export_object (self, PROMPT, 2);
  reply = g_dbus_connection_call_sync (self->connection, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                                       "org.freedesktop.DBus", "RequestName",
                                       g_variant_new ("(su)", "org.freedesktop.secrets", 4), NULL,
                                       G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);
  return self;
}

void
mock_secret_service_set_behaviour (MockSecretService *self, MockBehaviour behaviour)
{
  self->behaviour = behaviour;
}

guint
mock_secret_service_get_n_prompts (MockSecretService *self)
{
  return self->n_prompts;
}

void
mock_secret_service_free (MockSecretService *self)
{
  for (guint i = 0; i < self->unanswered->len; i++)
    g_dbus_method_invocation_return_dbus_error (g_ptr_array_index (self->unanswered, i), "org.example.TooLate", "over");
  g_ptr_array_unref (self->unanswered);
  g_dbus_connection_close_sync (self->connection, NULL, NULL);
  g_object_unref (self->connection);
  g_dbus_node_info_unref (self->info);
  g_free (self->secret);
  g_free (self);
}
