/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which program keeps the desktop's keys: when it is another one than before, people must be told which (faults.md K5).
 */
#include "config.h"

#include "rt-keyring-name.h"

#define SERVICE    "org.freedesktop.secrets"
#define TIMEOUT_MS 2000

/* The kernel keeps 15 letters of a process's name. */
static const struct
{
  const char *process, *name;
} names[] = {
  { "gnome-keyring-d", "GNOME Keyring" },
  { "kwalletd5", "KWallet" },
  { "kwalletd6", "KWallet" },
  { "ksecretd", "KWallet" },
  { "keepassxc", "KeePassXC" },
};

const char *
rt_keyring_name_of_process (const char *process)
{
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_strcmp0 (names[i].process, process) == 0)
      return names[i].name;
  return process != NULL && process[0] != '\0' ? process : NULL;
}

static gboolean
read_process (GDBusConnection *bus, guint32 *pid, GCancellable *cancellable)
{
  g_autoptr (GVariant) answer =
    g_dbus_connection_call_sync (bus, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
                                 "GetConnectionUnixProcessID", g_variant_new ("(s)", SERVICE), G_VARIANT_TYPE ("(u)"),
                                 G_DBUS_CALL_FLAGS_NONE, TIMEOUT_MS, cancellable, NULL);

  if (answer == NULL)
    return FALSE;
  g_variant_get (answer, "(u)", pid);
  return TRUE;
}

char *
rt_keyring_name_read (GCancellable *cancellable)
{
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, cancellable, NULL);
  g_autofree char *path = NULL;
  g_autofree char *process = NULL;
  guint32 pid = 0;

  if (bus == NULL || g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS) || !read_process (bus, &pid, cancellable))
    return NULL;
  path = g_strdup_printf ("/proc/%u/comm", pid);
  if (!g_file_get_contents (path, &process, NULL, NULL) || !g_str_is_ascii (process))
    return NULL;
  return g_strdup (rt_keyring_name_of_process (g_strstrip (process)));
}
