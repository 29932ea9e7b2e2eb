/* SPDX-License-Identifier: GPL-3.0-or-later */
/* libsecret's SecretService, step by step, so that "no service", "locked", "empty" and "dismissed" stay apart. The
 * simple calls (secret_password_*) are not used: they may switch to a file of their own without a word. */
#include "config.h"

#include "rt-secret-service.h"

#include <libsecret/secret.h>
#include <string.h>
#include <glib/gi18n.h>

#include "rt-error.h"
#include "rt-keyring.h"
#include "rt-secret-prompt.h"

#define SCHEMA_NAME "org.rolltop.Store"
#define APPLICATION "rolltop"
#define ATTRIBUTES                                                                                                     \
  {                                                                                                                    \
    { "application", SECRET_SCHEMA_ATTRIBUTE_STRING }, { "kind", SECRET_SCHEMA_ATTRIBUTE_STRING },                     \
      { "store", SECRET_SCHEMA_ATTRIBUTE_STRING }, { "file", SECRET_SCHEMA_ATTRIBUTE_STRING },                         \
      { NULL, SECRET_SCHEMA_ATTRIBUTE_STRING },                                                                        \
  }

static const SecretSchema schema_to_store = { SCHEMA_NAME, SECRET_SCHEMA_NONE, ATTRIBUTES };
/* A service that was filled by importing from another may not have kept the schema's name (K5). */
static const SecretSchema schema_to_search = { SCHEMA_NAME, SECRET_SCHEMA_DONT_MATCH_NAME, ATTRIBUTES };

typedef GList ObjectList;

static void
object_list_free (ObjectList *list)
{
  g_list_free_full (list, g_object_unref);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ObjectList, object_list_free)

static void
set_no_keyring (GError **error)
{
  g_set_error_literal (
    error, RT_ERROR, RT_ERROR_NO_KEYRING,
    _("No keyring answers on this desktop: start one (such as GNOME Keyring) or use the recovery sheet."));
}

static void
set_locked (GError **error)
{
  g_set_error_literal (error, RT_ERROR, RT_ERROR_LOCKED,
                       _("The keyring is locked: unlock it and try again, or use the recovery sheet."));
}

/* Takes @why, which holds words of the daemon or the bus, and says it in ours. */
static void
translate_error (GError *why, GError **error)
{
  if (g_error_matches (why, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_steal_pointer (&why));
  else if (g_error_matches (why, SECRET_ERROR, SECRET_ERROR_IS_LOCKED))
    set_locked (error);
  else if (why != NULL && why->domain == SECRET_ERROR)
    g_set_error_literal (
      error, RT_ERROR, RT_ERROR_NO_KEYRING,
      _("The keyring of this desktop gives an answer that cannot be used: please use the recovery sheet."));
  else
    set_no_keyring (error);
  g_clear_error (&why);
}

static void
ask (const RtSecretServiceCall *call, gboolean asking)
{
  if (call->notify != NULL)
    call->notify (asking, call->user_data);
}

static SecretService *
open_service (GCancellable *cancellable, GError **error)
{
  GError *why = NULL;
  SecretService *service =
    secret_service_open_sync (SECRET_TYPE_SERVICE, NULL, SECRET_SERVICE_OPEN_SESSION, cancellable, &why);

  if (service == NULL)
    translate_error (why, error);
  return service;
}

static GHashTable *
new_attributes (const RtSecretServiceCall *call, gboolean with_store)
{
  GHashTable *attributes = g_hash_table_new (g_str_hash, g_str_equal);

  g_hash_table_insert (attributes, (char *) "application", (char *) APPLICATION);
  g_hash_table_insert (attributes, (char *) "kind", (char *) call->kind);
  if (with_store)
    g_hash_table_insert (attributes, (char *) "store", (char *) call->store_id);
  return attributes;
}

/* FALSE on failure; an empty list is none. */
static gboolean
search (SecretService *service, const RtSecretServiceCall *call, gboolean with_store, GCancellable *cancellable,
        ObjectList **items, GError **error)
{
  g_autoptr (GHashTable) attributes = new_attributes (call, with_store);
  GError *why = NULL;

  g_clear_pointer (items, object_list_free);
  *items = secret_service_search_sync (service, &schema_to_search, attributes,
                                       SECRET_SEARCH_ALL | SECRET_SEARCH_LOAD_SECRETS, cancellable, &why);
  if (why != NULL)
    translate_error (why, error);
  return why == NULL;
}

static gboolean
item_is_of (SecretItem *item, const char *store_id)
{
  g_autoptr (GHashTable) attributes = secret_item_get_attributes (item);

  return store_id == NULL || g_strcmp0 (g_hash_table_lookup (attributes, "store"), store_id) == 0;
}

static RtSecret *
read_item (SecretItem *item)
{
  SecretValue *value = secret_item_get_locked (item) ? NULL : secret_item_get_secret (item);
  RtSecret *secret = NULL;

  if (value != NULL)
    {
      gsize size = 0;
      const char *text = secret_value_get (value, &size);

      secret = rt_keyring_read_secret (text, size);
      secret_value_unref (value);
    }
  return secret;
}

static gboolean
any_is_readable (ObjectList *items, const char *store_id)
{
  for (ObjectList *l = items; l != NULL; l = l->next)
    {
      g_autoptr (RtSecret) secret = item_is_of (l->data, store_id) ? read_item (l->data) : NULL;

      if (secret != NULL)
        return TRUE;
    }
  return FALSE;
}

/* The default collection; NULL without an error when there is none. */
static gboolean
get_collection (SecretService *service, const char *alias, GCancellable *cancellable, SecretCollection **collection,
                GError **error)
{
  GError *why = NULL;

  *collection = secret_collection_for_alias_sync (service, alias, SECRET_COLLECTION_NONE, cancellable, &why);
  if (why != NULL)
    translate_error (why, error);
  return why == NULL;
}

/* One call that may ask the person something. TRUE when they agreed, or nothing was asked. */
static gboolean
call_asking (SecretService *service, const RtSecretServiceCall *call, const char *method, GVariant *parameters,
             GCancellable *cancellable, GError **error)
{
  GError *why = NULL;
  gboolean done = FALSE;

  ask (call, TRUE);
  rt_secret_prompt_call (G_DBUS_PROXY (service), method, parameters, cancellable, &done, &why);
  ask (call, FALSE);
  if (why != NULL)
    translate_error (why, error);
  else if (!done)
    set_locked (error);
  return done;
}

/* @objects are items or collections. */
static gboolean
unlock (SecretService *service, const RtSecretServiceCall *call, ObjectList *objects, GCancellable *cancellable,
        GError **error)
{
  GVariantBuilder paths;

  g_variant_builder_init (&paths, G_VARIANT_TYPE ("ao"));
  for (ObjectList *l = objects; l != NULL; l = l->next)
    g_variant_builder_add (&paths, "o", g_dbus_proxy_get_object_path (G_DBUS_PROXY (l->data)));
  return call_asking (service, call, "Unlock", g_variant_new ("(ao)", &paths), cancellable, error);
}

/* A desktop without a default collection: the daemon asks for the password of a new one. */
static gboolean
create_collection (SecretService *service, const RtSecretServiceCall *call, GCancellable *cancellable, GError **error)
{
  GVariantBuilder properties;

  g_variant_builder_init (&properties, G_VARIANT_TYPE_VARDICT);
  /* Translators: the name of the collection of passwords that is made when the desktop has none yet. */
  g_variant_builder_add (&properties, "{sv}", "org.freedesktop.Secret.Collection.Label",
                         g_variant_new_string (_("Default keyring")));
  return call_asking (service, call, "CreateCollection",
                      g_variant_new ("(a{sv}s)", &properties, SECRET_COLLECTION_DEFAULT), cancellable, error);
}

static ObjectList *
keep_locked (ObjectList *items)
{
  ObjectList *locked = NULL;

  for (ObjectList *l = items; l != NULL; l = l->next)
    if (secret_item_get_locked (l->data))
      locked = g_list_prepend (locked, g_object_ref (l->data));
  return locked;
}

static gboolean
all_are_locked (ObjectList *items)
{
  ObjectList *l = items;

  while (l != NULL && secret_item_get_locked (l->data))
    l = l->next;
  return items != NULL && l == NULL;
}

/* What has to be unlocked before "there is nothing" can be said: the items that are locked, or else the default
 * collection, which may be locked with its items unseen (K3). */
static gboolean
find_locked (SecretService *service, ObjectList *items, GCancellable *cancellable, ObjectList **locked, GError **error)
{
  g_autoptr (SecretCollection) collection = NULL;

  *locked = keep_locked (items);
  if (*locked != NULL)
    return TRUE;
  if (!get_collection (service, SECRET_COLLECTION_DEFAULT, cancellable, &collection, error))
    return FALSE;
  if (collection != NULL && secret_collection_get_locked (collection))
    *locked = g_list_prepend (NULL, g_object_ref (collection));
  return TRUE;
}

/* Those of the store first, the newest first; for use with g_list_sort_with_data(). */
static int
compare_items (gconstpointer a, gconstpointer b, gpointer store_id)
{
  SecretItem *one = (SecretItem *) a, *other = (SecretItem *) b;
  const gboolean mine = item_is_of (one, store_id), theirs = item_is_of (other, store_id);
  const guint64 here = secret_item_get_modified (one), there = secret_item_get_modified (other);

  if (mine != theirs)
    return mine ? -1 : 1;
  return here == there ? 0 : here > there ? -1 : 1;
}

static GPtrArray *
read_items (const RtSecretServiceCall *call, ObjectList **items)
{
  const gboolean others = g_str_equal (call->kind, RT_KEYRING_STORE_KEY);
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) rt_secret_free);

  *items = g_list_sort_with_data (*items, compare_items, (char *) call->store_id);
  for (ObjectList *l = *items; l != NULL; l = l->next)
    {
      RtSecret *secret = others || item_is_of (l->data, call->store_id) ? read_item (l->data) : NULL;

      if (secret != NULL)
        g_ptr_array_add (found, secret);
    }
  return found;
}

static GPtrArray *
lookup (const RtSecretServiceCall *call, GCancellable *cancellable, GError **error)
{
  g_autoptr (SecretService) service = open_service (cancellable, error);
  g_autoptr (ObjectList) items = NULL;
  g_autoptr (ObjectList) locked = NULL;

  if (service == NULL || !search (service, call, FALSE, cancellable, &items, error))
    return NULL;
  if (any_is_readable (items, call->store_id))
    return read_items (call, &items);
  if (!find_locked (service, items, cancellable, &locked, error))
    return NULL;
  if (locked != NULL && (!unlock (service, call, locked, cancellable, error) ||
                         !search (service, call, FALSE, cancellable, &items, error)))
    return NULL;
  if (locked != NULL && all_are_locked (items))
    {
      set_locked (error);
      return NULL;
    }
  return read_items (call, &items);
}

/* Whether @collection ends with the session (K6). FALSE also when that cannot be asked, with the error set. */
static gboolean
is_lasting (SecretService *service, SecretCollection *collection, GCancellable *cancellable, GError **error)
{
  g_autoptr (SecretCollection) session = NULL;

  if (!get_collection (service, SECRET_COLLECTION_SESSION, cancellable, &session, error))
    return FALSE;
  if (session == NULL || g_strcmp0 (g_dbus_proxy_get_object_path (G_DBUS_PROXY (session)),
                                    g_dbus_proxy_get_object_path (G_DBUS_PROXY (collection))) != 0)
    return TRUE;
  g_set_error_literal (
    error, RT_ERROR, RT_ERROR_NO_KEYRING,
    _("The keyring of this desktop forgets everything at the end of the session: set up a lasting one first."));
  return FALSE;
}

/* The place new items go to: there, lasting, unlocked. */
static gboolean
prepare_collection (SecretService *service, const RtSecretServiceCall *call, GCancellable *cancellable, GError **error)
{
  g_autoptr (SecretCollection) collection = NULL;
  g_autoptr (ObjectList) objects = NULL;

  if (!get_collection (service, SECRET_COLLECTION_DEFAULT, cancellable, &collection, error))
    return FALSE;
  if (collection == NULL)
    return create_collection (service, call, cancellable, error);
  if (!is_lasting (service, collection, cancellable, error))
    return FALSE;
  if (!secret_collection_get_locked (collection))
    return TRUE;
  objects = g_list_prepend (NULL, g_object_ref (collection));
  return unlock (service, call, objects, cancellable, error);
}

static SecretItem *
find_replaced (ObjectList *items, const char *path)
{
  SecretItem *found = NULL;

  for (ObjectList *l = items; l != NULL; l = l->next)
    {
      g_autoptr (GHashTable) attributes = secret_item_get_attributes (l->data);

      if (secret_item_get_locked (l->data))
        continue;
      if (g_strcmp0 (g_hash_table_lookup (attributes, "file"), path) == 0)
        return l->data;
      found = found != NULL ? found : l->data;
    }
  return found;
}

static gboolean
replace_item (SecretItem *item, GHashTable *attributes, SecretValue *value, GCancellable *cancellable, GError **why)
{
  return secret_item_set_secret_sync (item, value, cancellable, why) &&
         secret_item_set_attributes_sync (item, &schema_to_store, attributes, cancellable, why);
}

static const char *
get_label (const RtSecretServiceCall *call)
{
  if (g_str_equal (call->kind, RT_KEYRING_STORE_KEY))
    /* Translators: the name of an item in the desktop's keyring program. */
    return _("Key of the Rolltop store");
  /* Translators: the name of an item in the desktop's keyring program. */
  return _("Last log entry of the Rolltop store");
}

static gboolean
write_item (SecretService *service, const RtSecretServiceCall *call, SecretItem *replaced, GCancellable *cancellable,
            GError **error)
{
  g_autoptr (GHashTable) attributes = new_attributes (call, TRUE);
  SecretValue *value = secret_value_new ((const char *) rt_secret_peek (call->hex), -1, "text/plain");
  GError *why = NULL;
  gboolean written;

  g_hash_table_insert (attributes, (char *) "file", (char *) call->path);
  if (replaced != NULL)
    written = replace_item (replaced, attributes, value, cancellable, &why);
  else
    written = secret_service_store_sync (service, &schema_to_store, attributes, SECRET_COLLECTION_DEFAULT,
                                         get_label (call), value, cancellable, &why);
  secret_value_unref (value);
  if (why != NULL)
    translate_error (why, error);
  else if (!written)
    set_locked (error);
  return written;
}

/* Looks anew for the item that holds the secret of the call: @item stays NULL when there is none. */
static gboolean
find_same (SecretService *service, const RtSecretServiceCall *call, GCancellable *cancellable, SecretItem **item,
           GError **error)
{
  g_autoptr (RtSecret) wanted =
    rt_keyring_read_secret ((const char *) rt_secret_peek (call->hex), rt_secret_get_size (call->hex) - 1);
  g_autoptr (ObjectList) items = NULL;

  if (!search (service, call, TRUE, cancellable, &items, error))
    return FALSE;
  for (ObjectList *l = items; l != NULL && *item == NULL; l = l->next)
    {
      g_autoptr (RtSecret) kept = read_item (l->data);

      if (kept != NULL && rt_secret_equal (kept, wanted))
        *item = g_object_ref (l->data);
    }
  return TRUE;
}

/* A key that only seems to be kept loses the store: what was written is asked for again. */
static gboolean
read_back (SecretService *service, const RtSecretServiceCall *call, GCancellable *cancellable, GError **error)
{
  g_autoptr (SecretItem) kept = NULL;

  if (!find_same (service, call, cancellable, &kept, error))
    return FALSE;
  if (kept != NULL)
    return TRUE;
  g_set_error_literal (
    error, RT_ERROR, RT_ERROR_NO_KEYRING,
    _("The keyring of this desktop did not keep what it was given: please set up another one first."));
  return FALSE;
}

static gboolean
store (const RtSecretServiceCall *call, GCancellable *cancellable, GError **error)
{
  g_autoptr (SecretService) service = open_service (cancellable, error);
  g_autoptr (ObjectList) items = NULL;

  return service != NULL && prepare_collection (service, call, cancellable, error) &&
         search (service, call, TRUE, cancellable, &items, error) &&
         write_item (service, call, find_replaced (items, call->path), cancellable, error) &&
         read_back (service, call, cancellable, error);
}

static gboolean
forget (const RtSecretServiceCall *call, GCancellable *cancellable, GError **error)
{
  g_autoptr (SecretService) service = open_service (cancellable, error);
  g_autoptr (SecretItem) item = NULL;
  GError *why = NULL;

  if (service == NULL || !find_same (service, call, cancellable, &item, error))
    return FALSE;
  if (item == NULL || secret_item_delete_sync (item, cancellable, &why))
    return TRUE;
  if (why != NULL)
    translate_error (why, error);
  else
    set_locked (error);
  return FALSE;
}

/* Signals of the proxies belong to this call, not to the program's main loop. */
static GMainContext *
push_context (void)
{
  GMainContext *context = g_main_context_new ();

  g_main_context_push_thread_default (context);
  return context;
}

/* The proxies are gone; what GDBus left to be freed in the context is freed. */
static void
pop_context (GMainContext *context)
{
  while (g_main_context_iteration (context, FALSE))
    ;
  g_main_context_pop_thread_default (context);
  g_main_context_unref (context);
}

GPtrArray *
rt_secret_service_lookup (const RtSecretServiceCall *call, GCancellable *cancellable, GError **error)
{
  GMainContext *context = push_context ();
  GPtrArray *found = lookup (call, cancellable, error);

  pop_context (context);
  return found;
}

gboolean
rt_secret_service_store (const RtSecretServiceCall *call, GCancellable *cancellable, GError **error)
{
  GMainContext *context = push_context ();
  const gboolean stored = store (call, cancellable, error);

  pop_context (context);
  return stored;
}

gboolean
rt_secret_service_forget (const RtSecretServiceCall *call, GCancellable *cancellable, GError **error)
{
  GMainContext *context = push_context ();
  const gboolean forgotten = forget (call, cancellable, error);

  pop_context (context);
  return forgotten;
}
