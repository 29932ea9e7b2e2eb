/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A scripted keyring in this process's memory. */
#include "config.h"

#include "rt-memory-keyring.h"

#include <string.h>
#include <glib/gi18n.h>

#include "rt-error.h"

typedef struct
{
  char *kind;
  char *store_id;
  char *path;
  RtSecret *text; /* NUL-terminated */
} Item;

/* One call, until it is answered. */
typedef struct
{
  Item wanted;     /* text NULL for a look-up */
  gboolean forget; /* what holds that text is to be taken out */
} Call;

struct _RtMemoryKeyring
{
  GObject parent_instance;
  RtMemoryKeyringBehaviour behaviour;
  GPtrArray *items;   /* of Item */
  GPtrArray *hanging; /* of GTask */
  guint n_prompts;
};

static void rt_memory_keyring_keyring_init (RtKeyringInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RtMemoryKeyring, rt_memory_keyring, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (RT_TYPE_KEYRING, rt_memory_keyring_keyring_init))

static void
item_clear (Item *self)
{
  g_free (self->kind);
  g_free (self->store_id);
  g_free (self->path);
  rt_secret_free (self->text);
}

static void
item_free (gpointer data)
{
  item_clear (data);
  g_free (data);
}

static void
call_free (gpointer data)
{
  Call *self = data;

  item_clear (&self->wanted);
  g_free (self);
}

static gboolean
item_is (const Item *self, const char *kind, const char *store_id)
{
  return g_strcmp0 (self->kind, kind) == 0 && (store_id == NULL || g_strcmp0 (self->store_id, store_id) == 0);
}

static Item *
find_item (RtMemoryKeyring *self, const char *kind, const char *store_id)
{
  for (guint i = 0; i < self->items->len; i++)
    if (item_is (g_ptr_array_index (self->items, i), kind, store_id))
      return g_ptr_array_index (self->items, i);
  return NULL;
}

static void
collect (RtMemoryKeyring *self, const Item *wanted, gboolean others, GPtrArray *found)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      const Item *item = g_ptr_array_index (self->items, i);
      RtSecret *secret = NULL;

      if (!item_is (item, wanted->kind, NULL) || item_is (item, wanted->kind, wanted->store_id) == others)
        continue;
      secret = rt_keyring_read_secret ((const char *) rt_secret_peek (item->text),
                                       strlen ((const char *) rt_secret_peek (item->text)));
      if (secret != NULL)
        g_ptr_array_add (found, secret);
    }
}

static void
answer_lookup (RtMemoryKeyring *self, GTask *task, const Item *wanted)
{
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) rt_secret_free);

  collect (self, wanted, FALSE, found);
  if (g_str_equal (wanted->kind, RT_KEYRING_STORE_KEY))
    collect (self, wanted, TRUE, found);
  g_task_return_pointer (task, found, (GDestroyNotify) g_ptr_array_unref);
}

static void
answer_store (RtMemoryKeyring *self, GTask *task, const Item *wanted)
{
  Item *item = find_item (self, wanted->kind, wanted->store_id);

  if (item == NULL)
    rt_memory_keyring_add (self, wanted->kind, wanted->store_id, wanted->path,
                           (const char *) rt_secret_peek (wanted->text));
  else
    {
      rt_secret_free (item->text);
      item->text = rt_secret_copy (wanted->text);
      g_free (item->path);
      item->path = g_strdup (wanted->path);
    }
  g_task_return_boolean (task, TRUE);
}

static void
answer_forget (RtMemoryKeyring *self, GTask *task, const Item *wanted)
{
  for (guint i = self->items->len; i > 0; i--)
    {
      const Item *item = g_ptr_array_index (self->items, i - 1);

      if (item_is (item, wanted->kind, wanted->store_id) && rt_secret_equal (item->text, wanted->text))
        g_ptr_array_remove_index (self->items, i - 1);
    }
  g_task_return_boolean (task, TRUE);
}

/* Answers as the behaviour says; FALSE when it hangs. */
static gboolean
answer (RtMemoryKeyring *self, GTask *task)
{
  const Call *call = g_task_get_task_data (task);

  if (self->behaviour == RT_MEMORY_KEYRING_HANGING)
    return FALSE;
  if (self->behaviour == RT_MEMORY_KEYRING_LOCKED || self->behaviour == RT_MEMORY_KEYRING_DISMISSED)
    self->n_prompts++;
  if (self->behaviour == RT_MEMORY_KEYRING_LOCKED)
    self->behaviour = RT_MEMORY_KEYRING_OPEN;
  if (self->behaviour == RT_MEMORY_KEYRING_GONE)
    g_task_return_new_error (task, RT_ERROR, RT_ERROR_NO_KEYRING, "%s", _("No keyring is running on this desktop."));
  else if (self->behaviour == RT_MEMORY_KEYRING_DISMISSED)
    g_task_return_new_error (task, RT_ERROR, RT_ERROR_LOCKED, "%s", _("The keyring was not unlocked."));
  else if (call->forget)
    answer_forget (self, task, &call->wanted);
  else if (call->wanted.text == NULL)
    answer_lookup (self, task, &call->wanted);
  else
    answer_store (self, task, &call->wanted);
  return TRUE;
}

static gboolean
on_hanging_cancelled (GCancellable *cancellable, gpointer user_data)
{
  GTask *task = user_data;
  RtMemoryKeyring *self = g_task_get_source_object (task);

  if (g_ptr_array_find (self->hanging, task, NULL))
    {
      g_task_return_error_if_cancelled (task);
      g_ptr_array_remove (self->hanging, task);
    }
  return G_SOURCE_REMOVE;
}

static void
hang (RtMemoryKeyring *self, GTask *task)
{
  GCancellable *cancellable = g_task_get_cancellable (task);

  g_ptr_array_add (self->hanging, g_object_ref (task));
  if (cancellable != NULL)
    {
      g_autoptr (GSource) source = g_cancellable_source_new (cancellable);

      g_source_set_callback (source, G_SOURCE_FUNC (on_hanging_cancelled), g_object_ref (task), g_object_unref);
      g_source_attach (source, g_task_get_context (task));
    }
}

static void
start (RtMemoryKeyring *self, GTask *task, const char *kind, const char *store_id, const char *path, RtSecret *text,
       gboolean forget)
{
  g_autoptr (GTask) owned = task;
  Call *call = g_new0 (Call, 1);
  GError *error = NULL;

  call->wanted = (Item){ g_strdup (kind), g_strdup (store_id), g_strdup (path), text };
  call->forget = forget;
  g_task_set_task_data (task, call, call_free);
  if (!rt_keyring_check_names (kind, store_id, &error))
    g_task_return_error (task, error);
  else if (!g_task_return_error_if_cancelled (task) && !answer (self, task))
    hang (self, task);
}

static void
lookup_async (RtKeyring *keyring, const char *kind, const char *store_id, GCancellable *cancellable,
              GAsyncReadyCallback callback, gpointer user_data)
{
  start (RT_MEMORY_KEYRING (keyring), g_task_new (keyring, cancellable, callback, user_data), kind, store_id, NULL,
         NULL, FALSE);
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
  start (RT_MEMORY_KEYRING (keyring), g_task_new (keyring, cancellable, callback, user_data), kind, store_id, path,
         rt_secret_to_hex (secret), FALSE);
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
  start (RT_MEMORY_KEYRING (keyring), g_task_new (keyring, cancellable, callback, user_data), kind, store_id, NULL,
         rt_secret_to_hex (secret), TRUE);
}

static void
rt_memory_keyring_finalize (GObject *object)
{
  RtMemoryKeyring *self = RT_MEMORY_KEYRING (object);

  g_ptr_array_unref (self->items);
  g_ptr_array_unref (self->hanging);
  G_OBJECT_CLASS (rt_memory_keyring_parent_class)->finalize (object);
}

static void
rt_memory_keyring_class_init (RtMemoryKeyringClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rt_memory_keyring_finalize;
}

static void
rt_memory_keyring_keyring_init (RtKeyringInterface *iface)
{
  iface->lookup_async = lookup_async;
  iface->lookup_finish = lookup_finish;
  iface->store_async = store_async;
  iface->store_finish = store_finish;
  iface->forget_async = forget_async;
  iface->forget_finish = store_finish;
}

static void
rt_memory_keyring_init (RtMemoryKeyring *self)
{
  self->items = g_ptr_array_new_with_free_func (item_free);
  self->hanging = g_ptr_array_new_with_free_func (g_object_unref);
}

RtMemoryKeyring *
rt_memory_keyring_new (void)
{
  return g_object_new (RT_TYPE_MEMORY_KEYRING, NULL);
}

void
rt_memory_keyring_set_behaviour (RtMemoryKeyring *self, RtMemoryKeyringBehaviour behaviour)
{
  self->behaviour = behaviour;
  while (self->behaviour != RT_MEMORY_KEYRING_HANGING && self->hanging->len > 0)
    {
      g_autoptr (GTask) task = g_ptr_array_steal_index (self->hanging, 0);

      answer (self, task);
    }
}

void
rt_memory_keyring_add (RtMemoryKeyring *self, const char *kind, const char *store_id, const char *path,
                       const char *text)
{
  Item *item = g_new0 (Item, 1);

  *item = (Item){ g_strdup (kind), g_strdup (store_id), g_strdup (path), rt_secret_new_from (text, strlen (text) + 1) };
  g_ptr_array_add (self->items, item);
}

void
rt_memory_keyring_clear (RtMemoryKeyring *self)
{
  g_ptr_array_set_size (self->items, 0);
}

guint
rt_memory_keyring_get_n_items (RtMemoryKeyring *self)
{
  return self->items->len;
}

const char *
rt_memory_keyring_get_text (RtMemoryKeyring *self, const char *kind, const char *store_id)
{
  const Item *item = find_item (self, kind, store_id);

  return item != NULL ? (const char *) rt_secret_peek (item->text) : NULL;
}

guint
rt_memory_keyring_get_n_prompts (RtMemoryKeyring *self)
{
  return self->n_prompts;
}
