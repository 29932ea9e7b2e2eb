/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A keyring that does as it is told, for tests. Answers come from the main loop, never at once. */
#include "config.h"

#include "rt-fixture.h"

#include "rt-error.h"

typedef struct
{
  char *kind;
  char *store_id;
  RtSecret *secret;
} Item;

struct _RtFixtureKeyring
{
  GObject parent_instance;
  GPtrArray *items; /* Item, oldest first */
  int lookup_error;
  int store_error;
  gboolean lose;
  gboolean fail_after_store;
  gboolean hold;
  GPtrArray *held; /* GTask */
  char *name;      /* of the program */
};

static void keyring_init (RtKeyringInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RtFixtureKeyring, rt_fixture_keyring, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (RT_TYPE_KEYRING, keyring_init))

static void
item_free (gpointer data)
{
  Item *item = data;

  g_free (item->kind);
  g_free (item->store_id);
  rt_secret_free (item->secret);
  g_free (item);
}

static void
add_matching (RtFixtureKeyring *self, GPtrArray *into, const char *kind, const char *store_id, gboolean of_store)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      const Item *item = g_ptr_array_index (self->items, i);

      if (g_str_equal (item->kind, kind) && g_str_equal (item->store_id, store_id) == of_store)
        g_ptr_array_add (into, rt_secret_copy (item->secret));
    }
}

static void
lookup_async (RtKeyring *keyring, const char *kind, const char *store_id, GCancellable *cancellable,
              GAsyncReadyCallback callback, gpointer user_data)
{
  RtFixtureKeyring *self = RT_FIXTURE_KEYRING (keyring);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) rt_secret_free);

  if (self->lookup_error >= 0)
    {
      g_task_return_new_error (task, RT_ERROR, self->lookup_error, "The keyring was told to fail.");
      return;
    }
  add_matching (self, found, kind, store_id, TRUE);
  if (g_str_equal (kind, "store-key"))
    add_matching (self, found, kind, store_id, FALSE);
  g_task_return_pointer (task, g_steal_pointer (&found), (GDestroyNotify) g_ptr_array_unref);
}

static GPtrArray *
lookup_finish (RtKeyring *keyring, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
store_async (RtKeyring *keyring, const char *kind, const char *store_id, const char *path, const RtSecret *secret,
             GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  RtFixtureKeyring *self = RT_FIXTURE_KEYRING (keyring);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  if (self->store_error >= 0)
    {
      g_task_return_new_error (task, RT_ERROR, self->store_error, "The keyring was told to fail.");
      return;
    }
  if (!self->lose)
    {
      for (guint i = self->items->len; i > 0; i--)
        {
          const Item *item = g_ptr_array_index (self->items, i - 1);

          if (g_str_equal (item->kind, kind) && g_str_equal (item->store_id, store_id))
            g_ptr_array_remove_index (self->items, i - 1);
        }
      rt_fixture_keyring_put (self, kind, store_id, secret);
    }
  if (self->fail_after_store)
    self->lookup_error = RT_ERROR_LOCKED;
  if (self->hold)
    g_ptr_array_add (self->held, g_steal_pointer (&task));
  else
    g_task_return_boolean (task, TRUE);
}

static gboolean
store_finish (RtKeyring *keyring, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
forget_async (RtKeyring *keyring, const char *kind, const char *store_id, const RtSecret *secret,
              GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  RtFixtureKeyring *self = RT_FIXTURE_KEYRING (keyring);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  for (guint i = self->items->len; i > 0; i--)
    {
      const Item *item = g_ptr_array_index (self->items, i - 1);

      if (g_str_equal (item->kind, kind) && g_str_equal (item->store_id, store_id) &&
          rt_secret_equal (item->secret, secret))
        g_ptr_array_remove_index (self->items, i - 1);
    }
  g_task_return_boolean (task, TRUE);
}

static void
name_async (RtKeyring *keyring, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (keyring, cancellable, callback, user_data);

  g_task_return_pointer (task, g_strdup (RT_FIXTURE_KEYRING (keyring)->name), g_free);
}

static char *
name_finish (RtKeyring *keyring, GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}

static void
keyring_init (RtKeyringInterface *iface)
{
  iface->name_async = name_async;
  iface->name_finish = name_finish;
  iface->lookup_async = lookup_async;
  iface->lookup_finish = lookup_finish;
  iface->store_async = store_async;
  iface->store_finish = store_finish;
  iface->forget_async = forget_async;
  iface->forget_finish = store_finish;
}

static void
rt_fixture_keyring_finalize (GObject *object)
{
  g_ptr_array_unref (RT_FIXTURE_KEYRING (object)->items);
  g_ptr_array_unref (RT_FIXTURE_KEYRING (object)->held);
  g_free (RT_FIXTURE_KEYRING (object)->name);
  G_OBJECT_CLASS (rt_fixture_keyring_parent_class)->finalize (object);
}

static void
rt_fixture_keyring_class_init (RtFixtureKeyringClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rt_fixture_keyring_finalize;
}

static void
rt_fixture_keyring_init (RtFixtureKeyring *self)
{
  self->items = g_ptr_array_new_with_free_func (item_free);
  self->held = g_ptr_array_new_with_free_func (g_object_unref);
  self->lookup_error = -1;
  self->store_error = -1;
}

RtFixtureKeyring *
rt_fixture_keyring_new (void)
{
  return g_object_new (RT_TYPE_FIXTURE_KEYRING, NULL);
}

void
rt_fixture_keyring_fail_lookup (RtFixtureKeyring *self, int code)
{
  self->lookup_error = code;
}

void
rt_fixture_keyring_fail_store (RtFixtureKeyring *self, int code)
{
  self->store_error = code;
}

void
rt_fixture_keyring_set_name (RtFixtureKeyring *self, const char *name)
{
  g_free (self->name);
  self->name = g_strdup (name);
}

void
rt_fixture_keyring_lose (RtFixtureKeyring *self, gboolean lose)
{
  self->lose = lose;
}

void
rt_fixture_keyring_fail_after_store (RtFixtureKeyring *self)
{
  self->fail_after_store = TRUE;
}

void
rt_fixture_keyring_hold (RtFixtureKeyring *self, gboolean hold)
{
  self->hold = hold;
  for (guint i = 0; !hold && i < self->held->len; i++)
    g_task_return_boolean (g_ptr_array_index (self->held, i), TRUE);
  if (!hold)
    g_ptr_array_set_size (self->held, 0);
}

guint
rt_fixture_keyring_get_held (RtFixtureKeyring *self)
{
  return self->held->len;
}

guint
rt_fixture_keyring_count (RtFixtureKeyring *self, const char *kind)
{
  guint count = 0;

  for (guint i = 0; i < self->items->len; i++)
    count += g_str_equal (((Item *) g_ptr_array_index (self->items, i))->kind, kind) ? 1 : 0;
  return count;
}

const RtSecret *
rt_fixture_keyring_peek (RtFixtureKeyring *self, const char *kind)
{
  for (guint i = self->items->len; i > 0; i--)
    {
      const Item *item = g_ptr_array_index (self->items, i - 1);

      if (g_str_equal (item->kind, kind))
        return item->secret;
    }
  return NULL;
}

void
rt_fixture_keyring_put (RtFixtureKeyring *self, const char *kind, const char *store_id, const RtSecret *secret)
{
  Item *item = g_new0 (Item, 1);

  item->kind = g_strdup (kind);
  item->store_id = g_strdup (store_id);
  item->secret = rt_secret_copy (secret);
  g_ptr_array_add (self->items, item);
}

void
rt_fixture_keyring_forget (RtFixtureKeyring *self, const char *kind)
{
  for (guint i = self->items->len; i > 0; i--)
    if (g_str_equal (((Item *) g_ptr_array_index (self->items, i - 1))->kind, kind))
      g_ptr_array_remove_index (self->items, i - 1);
}
