/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sealed values, their masked forms and the look-up digest. */
#include "config.h"

#include "rt-seal.h"

#include <string.h>

#include "rt-error.h"

#define TABLE "customer"
#define ROW   42

typedef struct
{
  RtClassKeys *keys;
  char *values[RT_N_FIELDS];
} Fixture;

static void
clear_values (char **values)
{
  for (guint i = 0; i < RT_N_FIELDS; i++)
    g_clear_pointer (&values[i], rt_wipe_string);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->keys = rt_class_keys_new ();
  for (guint klass = 0; klass < RT_N_CLASSES; klass++)
    if (rt_class_is_sealed (klass))
      rt_class_keys_take (self->keys, klass, 1, rt_secret_new_random (32));
  rt_class_keys_take (self->keys, RT_KEY_LOOKUP, 1, rt_secret_new_random (32));
  self->values[RT_FIELD_NAME] = g_strdup ("\xe5\xbc\xa0\xe5\xb0\x8f\xe6\x98\x8e");
  self->values[RT_FIELD_PHONE] = g_strdup ("+8613800000031");
  self->values[RT_FIELD_EMAIL] = g_strdup ("joan.smith@example.org");
  self->values[RT_FIELD_STREET] = g_strdup ("12 Cabinet Lane");
  self->values[RT_FIELD_REGION_CITY] = g_strdup ("Foshan");
  self->values[RT_FIELD_DOOR_CODE] = g_strdup ("4711#");
  self->values[RT_FIELD_TICKET_TEXT] = g_strdup ("The left drawer sticks.");
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  clear_values (self->values);
  rt_class_keys_unref (self->keys);
}

static GBytes *
seal (Fixture *self, RtClass klass)
{
  g_autoptr (GError) error = NULL;
  GBytes *blob = rt_seal_fields (self->keys, klass, TABLE, ROW, self->values, &error);

  g_assert_no_error (error);
  g_assert_nonnull (blob);
  return blob;
}

static gboolean
opens (const RtClassKeys *keys, RtClass klass, const char *table, gint64 row, const guint8 *blob, gsize size, int code)
{
  char *values[RT_N_FIELDS] = { NULL };
  g_autoptr (GError) error = NULL;
  const gboolean opened = rt_open_fields (keys, klass, table, row, blob, size, values, &error);

  if (opened)
    g_assert_no_error (error);
  else
    {
      g_assert_error (error, RT_ERROR, code);
      for (guint i = 0; i < RT_N_FIELDS; i++)
        g_assert_null (values[i]);
    }
  clear_values (values);
  return opened;
}

static gboolean
holds (GBytes *blob, const char *text)
{
  gsize size = 0;
  const guint8 *data = g_bytes_get_data (blob, &size);

  for (gsize i = 0; i + strlen (text) <= size; i++)
    if (memcmp (data + i, text, strlen (text)) == 0)
      return TRUE;
  return FALSE;
}

static void
test_round_trip (Fixture *self, gconstpointer data)
{
  char *values[RT_N_FIELDS] = { NULL };
  g_autoptr (GBytes) contact = seal (self, RT_CLASS_CONTACT);
  gsize size = 0;
  const guint8 *blob = g_bytes_get_data (contact, &size);

  values[RT_FIELD_PHONE] = g_strdup ("former");
  values[RT_FIELD_STREET] = g_strdup ("left alone");
  g_assert_true (rt_open_fields (self->keys, RT_CLASS_CONTACT, TABLE, ROW, blob, size, values, NULL));
  g_assert_cmpstr (values[RT_FIELD_NAME], ==, self->values[RT_FIELD_NAME]);
  g_assert_cmpstr (values[RT_FIELD_PHONE], ==, self->values[RT_FIELD_PHONE]);
  g_assert_cmpstr (values[RT_FIELD_EMAIL], ==, self->values[RT_FIELD_EMAIL]);
  g_assert_cmpstr (values[RT_FIELD_STREET], ==, "left alone");
  g_assert_null (values[RT_FIELD_PHONE2]);
  g_assert_null (values[RT_FIELD_DOOR_CODE]);
  clear_values (values);
}

static void
test_layout (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) contact = seal (self, RT_CLASS_CONTACT);
  gsize size = 0;
  const guint8 *blob = g_bytes_get_data (contact, &size);
  const guint8 header[] = { 1, RT_CLASS_CONTACT, 1, 0, 0, 0 };

  g_assert_cmpmem (blob, 6, header, 6);
  g_assert_cmpuint (size, ==, RT_SEAL_OVERHEAD + 128);
  g_assert_cmpuint (rt_seal_version (blob, size), ==, 1);
  g_assert_cmpuint (rt_seal_version (blob, size - 1), ==, 0);
  g_assert_cmpuint (rt_seal_version (NULL, 0), ==, 0);
}

/* Made by an independent program (libsodium through another language) after the description in the header. */
static void
test_vector (Fixture *self, gconstpointer data)
{
  static const char hex[] =
    "0100070000006465666768696a6b6c6d6e6f707172737475767778797a7b7e73f9b0f52e8982cd5ffc51863cd0a02fd3"
    "5371e82ccab0a76451921e6b4d259b37714dacb6f7c7ea06651c545608516ee5d01f9fb234a6cf0f0b48fb88be6c07b5"
    "c9484bfe4557aa5f1b0a422c3f8f";
  g_autoptr (RtClassKeys) keys = rt_class_keys_new ();
  g_autoptr (RtSecret) blob = rt_secret_new_from_hex (hex, (sizeof hex - 1) / 2);
  char *values[RT_N_FIELDS] = { NULL };
  g_autoptr (GError) error = NULL;
  guint8 key[32];

  for (guint i = 0; i < 32; i++)
    key[i] = (guint8) i;
  rt_class_keys_take (keys, RT_CLASS_CONTACT, 7, rt_secret_new_from (key, sizeof key));
  rt_open_fields (keys, RT_CLASS_CONTACT, TABLE, ROW, rt_secret_peek (blob), rt_secret_get_size (blob), values, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (values[RT_FIELD_NAME], ==, "Joan Smith");
  g_assert_cmpstr (values[RT_FIELD_PHONE], ==, "+15555550123");
  clear_values (values);
}

static void
test_moved (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) contact = seal (self, RT_CLASS_CONTACT);
  gsize size = 0;
  const guint8 *blob = g_bytes_get_data (contact, &size);
  g_autofree guint8 *moved = g_memdup2 (blob, size);

  g_assert_true (opens (self->keys, RT_CLASS_CONTACT, TABLE, ROW, blob, size, 0));
  g_assert_false (opens (self->keys, RT_CLASS_CONTACT, TABLE, ROW + 1, blob, size, RT_ERROR_DAMAGED));
  g_assert_false (opens (self->keys, RT_CLASS_CONTACT, TABLE, 0, blob, size, RT_ERROR_DAMAGED));
  g_assert_false (opens (self->keys, RT_CLASS_CONTACT, "customers", ROW, blob, size, RT_ERROR_DAMAGED));
  g_assert_false (opens (self->keys, RT_CLASS_CONTACT, "orders", ROW, blob, size, RT_ERROR_DAMAGED));
  g_assert_false (opens (self->keys, RT_CLASS_ADDRESS, TABLE, ROW, blob, size, RT_ERROR_DAMAGED));
  moved[1] = RT_CLASS_ADDRESS;
  g_assert_false (opens (self->keys, RT_CLASS_ADDRESS, TABLE, ROW, moved, size, RT_ERROR_DAMAGED));
}

static void
test_other_version (Fixture *self, gconstpointer data)
{
  const RtSecret *first = rt_class_keys_get (self->keys, RT_CLASS_CONTACT, 1);
  g_autoptr (GBytes) contact = seal (self, RT_CLASS_CONTACT);
  gsize size = 0;
  const guint8 *blob = g_bytes_get_data (contact, &size);
  g_autofree guint8 *moved = g_memdup2 (blob, size);

  moved[2] = 2;
  g_assert_false (opens (self->keys, RT_CLASS_CONTACT, TABLE, ROW, moved, size, RT_ERROR_DENIED));
  rt_class_keys_take (self->keys, RT_CLASS_CONTACT, 2, rt_secret_copy (first));
  g_assert_false (opens (self->keys, RT_CLASS_CONTACT, TABLE, ROW, moved, size, RT_ERROR_DAMAGED));
  moved[2] = 0;
  g_assert_false (opens (self->keys, RT_CLASS_CONTACT, TABLE, ROW, moved, size, RT_ERROR_DAMAGED));
}

static void
test_rotation (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) old = seal (self, RT_CLASS_CONTACT);
  g_autoptr (GBytes) new = NULL;

  rt_class_keys_take (self->keys, RT_CLASS_CONTACT, 2, rt_secret_new_random (32));
  new = seal (self, RT_CLASS_CONTACT);
  g_assert_cmpuint (rt_seal_version (g_bytes_get_data (old, NULL), g_bytes_get_size (old)), ==, 1);
  g_assert_cmpuint (rt_seal_version (g_bytes_get_data (new, NULL), g_bytes_get_size (new)), ==, 2);
  g_assert_true (
    opens (self->keys, RT_CLASS_CONTACT, TABLE, ROW, g_bytes_get_data (old, NULL), g_bytes_get_size (old), 0));
  g_assert_true (
    opens (self->keys, RT_CLASS_CONTACT, TABLE, ROW, g_bytes_get_data (new, NULL), g_bytes_get_size (new), 0));
}

static void
test_flipped (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) contact = seal (self, RT_CLASS_CONTACT);
  gsize size = 0;
  const guint8 *blob = g_bytes_get_data (contact, &size);
  g_autofree guint8 *wrong = g_memdup2 (blob, size);

  for (gsize i = 0; i < size; i++)
    for (guint bit = 0; bit < 8; bit++)
      {
        const gboolean in_version = i >= 2 && i < 6 && (i > 2 || bit > 0);

        wrong[i] = (guint8) (blob[i] ^ 1u << bit);
        /* a version that is not held is denied before anything is tried */
        g_assert_false (opens (self->keys, RT_CLASS_CONTACT, TABLE, ROW, wrong, size,
                               in_version ? RT_ERROR_DENIED : RT_ERROR_DAMAGED));
        wrong[i] = blob[i];
      }
}

static void
test_cut (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) contact = seal (self, RT_CLASS_CONTACT);
  gsize size = 0;
  const guint8 *blob = g_bytes_get_data (contact, &size);
  g_autofree guint8 *longer = g_malloc0 (size + 64);

  for (gsize cut = 1; cut < size; cut++)
    g_assert_false (opens (self->keys, RT_CLASS_CONTACT, TABLE, ROW, blob, cut, RT_ERROR_DAMAGED));
  memcpy (longer, blob, size);
  g_assert_false (opens (self->keys, RT_CLASS_CONTACT, TABLE, ROW, longer, size + 64, RT_ERROR_DAMAGED));
}

static void
test_different_each_time (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) one = seal (self, RT_CLASS_CONTACT);
  g_autoptr (GBytes) two = seal (self, RT_CLASS_CONTACT);

  g_assert_cmpuint (g_bytes_get_size (one), ==, g_bytes_get_size (two));
  g_assert_false (g_bytes_equal (one, two));
}

static void
test_length_hidden (Fixture *self, gconstpointer data)
{
  gsize sizes = 0, former = 0;

  for (gsize length = 1; length <= 300; length++)
    {
      g_autoptr (GBytes) blob = NULL;
      gsize size;

      g_free (self->values[RT_FIELD_TICKET_TEXT]);
      self->values[RT_FIELD_TICKET_TEXT] = g_strnfill (length, 'x');
      blob = seal (self, RT_CLASS_SERVICE);
      size = g_bytes_get_size (blob);
      g_assert_cmpuint ((size - RT_SEAL_OVERHEAD) % RT_SEAL_BLOCK, ==, 0);
      sizes += size != former ? 1 : 0;
      former = size;
    }
  g_assert_cmpuint (sizes, <=, 5);
}

static void
test_long_text (Fixture *self, gconstpointer data)
{
  char *values[RT_N_FIELDS] = { NULL };
  g_autoptr (GBytes) blob = NULL;

  g_free (self->values[RT_FIELD_TICKET_TEXT]);
  self->values[RT_FIELD_TICKET_TEXT] = g_strnfill (1000000, 'x');
  blob = seal (self, RT_CLASS_SERVICE);
  g_assert_true (rt_open_fields (self->keys, RT_CLASS_SERVICE, TABLE, ROW, g_bytes_get_data (blob, NULL),
                                 g_bytes_get_size (blob), values, NULL));
  g_assert_cmpstr (values[RT_FIELD_TICKET_TEXT], ==, self->values[RT_FIELD_TICKET_TEXT]);
  clear_values (values);
}

static void
assert_not_sealed (Fixture *self, RtClass klass, const char *table, gint64 row, int code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) blob = rt_seal_fields (self->keys, klass, table, row, self->values, &error);

  g_assert_null (blob);
  g_assert_error (error, RT_ERROR, code);
}

static void
test_not_sealed (Fixture *self, gconstpointer data)
{
  assert_not_sealed (self, RT_CLASS_CONTACT, TABLE, 0, RT_ERROR_FAILED);
  assert_not_sealed (self, RT_CLASS_CONTACT, "", ROW, RT_ERROR_FAILED);
  self->values[RT_FIELD_PAYMENTS] = g_strdup ("120.00");
  assert_not_sealed (self, RT_CLASS_MONEY, TABLE, ROW, RT_ERROR_DENIED);
  self->values[RT_FIELD_WECHAT] = g_strdup ("\xff\xfe");
  assert_not_sealed (self, RT_CLASS_CONTACT, TABLE, ROW, RT_ERROR_INVALID);
  g_clear_pointer (&self->values[RT_FIELD_TICKET_TEXT], g_free);
  self->values[RT_FIELD_TICKET_TEXT] = g_strnfill (RT_SEAL_MAX_SIZE, 'x');
  assert_not_sealed (self, RT_CLASS_SERVICE, TABLE, ROW, RT_ERROR_TOO_LARGE);
}

static void
test_without_key (Fixture *self, gconstpointer data)
{
  g_autoptr (RtClassKeys) nothing = rt_class_keys_new ();
  g_autoptr (GBytes) contact = seal (self, RT_CLASS_CONTACT);
  g_autoptr (GError) error = NULL;

  g_assert_false (opens (nothing, RT_CLASS_CONTACT, TABLE, ROW, g_bytes_get_data (contact, NULL),
                         g_bytes_get_size (contact), RT_ERROR_DENIED));
  g_assert_false (opens (NULL, RT_CLASS_CONTACT, TABLE, ROW, g_bytes_get_data (contact, NULL),
                         g_bytes_get_size (contact), RT_ERROR_DENIED));
  g_assert_null (rt_seal_fields (nothing, RT_CLASS_CONTACT, TABLE, ROW, self->values, &error));
  g_assert_error (error, RT_ERROR, RT_ERROR_DENIED);
}

static void
test_nothing (Fixture *self, gconstpointer data)
{
  char *empty[RT_N_FIELDS] = { NULL };
  g_autoptr (GError) error = NULL;

  g_assert_null (rt_seal_fields (self->keys, RT_CLASS_HOME, TABLE, ROW, self->values, &error));
  g_assert_no_error (error);
  empty[RT_FIELD_NAME] = (char *) "";
  g_assert_null (rt_seal_fields (self->keys, RT_CLASS_CONTACT, TABLE, ROW, empty, &error));
  g_assert_no_error (error);
  g_assert_null (rt_mask_fields (RT_CLASS_CONTACT, empty));
  g_assert_true (rt_open_fields (self->keys, RT_CLASS_CONTACT, TABLE, ROW, NULL, 0, empty, NULL));
}

static void
test_masks (Fixture *self, gconstpointer data)
{
  for (guint klass = 0; klass < RT_N_CLASSES; klass++)
    {
      g_autoptr (GBytes) masked = rt_mask_fields (klass, self->values);

      for (guint field = 0; field < RT_N_FIELDS && masked != NULL; field++)
        if (self->values[field] != NULL && !rt_field_info (field)->region)
          g_assert_false (holds (masked, self->values[field]));
    }
  g_assert_null (rt_mask_fields (RT_CLASS_ACCESS, self->values));
}

static void
test_masks_round_trip (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) contact = rt_mask_fields (RT_CLASS_CONTACT, self->values);
  g_autoptr (GBytes) service = rt_mask_fields (RT_CLASS_SERVICE, self->values);
  g_autoptr (GBytes) address = rt_mask_fields (RT_CLASS_ADDRESS, self->values);
  g_autofree char *phone = rt_field_mask (RT_FIELD_PHONE, self->values[RT_FIELD_PHONE]);
  char *values[RT_N_FIELDS] = { NULL };

  g_assert_true (
    rt_unpack_masked (RT_CLASS_CONTACT, g_bytes_get_data (contact, NULL), g_bytes_get_size (contact), values, NULL));
  g_assert_true (
    rt_unpack_masked (RT_CLASS_SERVICE, g_bytes_get_data (service, NULL), g_bytes_get_size (service), values, NULL));
  g_assert_true (
    rt_unpack_masked (RT_CLASS_ADDRESS, g_bytes_get_data (address, NULL), g_bytes_get_size (address), values, NULL));
  g_assert_true (rt_unpack_masked (RT_CLASS_HOME, NULL, 0, values, NULL));
  g_assert_cmpstr (values[RT_FIELD_PHONE], ==, phone);
  g_assert_cmpstr (values[RT_FIELD_TICKET_TEXT], ==, "");
  g_assert_cmpstr (values[RT_FIELD_REGION_CITY], ==, "Foshan");
  clear_values (values);
}

static void
test_masks_malformed (Fixture *self, gconstpointer data)
{
  static const guint8 twice[] = { 2, 0, 1, 0, 1, 0, 0, 0, 'a', 1, 0, 1, 0, 0, 0, 'b' };
  static const guint8 beyond[] = { 1, 0, 1, 0, 0xff, 0xff, 0xff, 0xff, 'a' };
  static const guint8 trailing[] = { 1, 0, 1, 0, 1, 0, 0, 0, 'a', 'b' };
  static const guint8 nul[] = { 1, 0, 1, 0, 1, 0, 0, 0, 0 };
  static const guint8 not_text[] = { 1, 0, 1, 0, 1, 0, 0, 0, 0xff };
  static const struct
  {
    const guint8 *data;
    gsize size;
  } cases[] = {
    { twice, sizeof twice }, { beyond, sizeof beyond },     { trailing, sizeof trailing },
    { nul, sizeof nul },     { not_text, sizeof not_text }, { twice, 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      char *values[RT_N_FIELDS] = { NULL };
      g_autoptr (GError) error = NULL;

      g_assert_false (rt_unpack_masked (RT_CLASS_CONTACT, cases[i].data, cases[i].size, values, &error));
      g_assert_error (error, RT_ERROR, RT_ERROR_DAMAGED);
      for (guint j = 0; j < RT_N_FIELDS; j++)
        g_assert_null (values[j]);
    }
}

static void
test_foreign_fields (Fixture *self, gconstpointer data)
{
  static const guint8 packed[] = { 3, 0,   RT_FIELD_NAME, 0,    1, 0, 0, 0, 'a', RT_FIELD_STREET, 0, 1, 0, 0,
                                   0, 'b', 0xff,          0x7f, 1, 0, 0, 0, 'c' };
  char *values[RT_N_FIELDS] = { NULL };

  g_assert_true (rt_unpack_masked (RT_CLASS_CONTACT, packed, sizeof packed, values, NULL));
  g_assert_cmpstr (values[RT_FIELD_NAME], ==, "a");
  g_assert_null (values[RT_FIELD_STREET]);
  clear_values (values);
}

static void
test_masks_at_random (Fixture *self, gconstpointer data)
{
  for (int round = 0; round < 20000; round++)
    {
      guint8 noise[40];
      char *values[RT_N_FIELDS] = { NULL };
      const gsize size = (gsize) g_test_rand_int_range (1, sizeof noise);

      for (gsize i = 0; i < size; i++)
        noise[i] =
          (guint8) (g_test_rand_int_range (0, 4) > 0 ? g_test_rand_int_range (0, 4) : g_test_rand_int_range (0, 256));
      rt_unpack_masked (RT_CLASS_CONTACT, noise, size, values, NULL);
      clear_values (values);
    }
}

static void
test_lookup (Fixture *self, gconstpointer data)
{
  g_autoptr (RtClassKeys) other = rt_class_keys_new ();
  g_autoptr (GBytes) one = rt_lookup_digest (self->keys, "phone", "+8613800000031", NULL);
  g_autoptr (GBytes) same = rt_lookup_digest (self->keys, "phone", "+8613800000031", NULL);
  g_autoptr (GBytes) next = rt_lookup_digest (self->keys, "phone", "+8613800000032", NULL);
  g_autoptr (GBytes) email = rt_lookup_digest (self->keys, "email", "+8613800000031", NULL);
  g_autoptr (GBytes) foreign = NULL;

  rt_class_keys_take (other, RT_KEY_LOOKUP, 1, rt_secret_new_random (32));
  foreign = rt_lookup_digest (other, "phone", "+8613800000031", NULL);
  g_assert_cmpuint (g_bytes_get_size (one), ==, 32);
  g_assert_true (g_bytes_equal (one, same));
  g_assert_false (g_bytes_equal (one, next));
  g_assert_false (g_bytes_equal (one, email));
  g_assert_false (g_bytes_equal (one, foreign));
}

static void
test_lookup_refused (Fixture *self, gconstpointer data)
{
  g_autoptr (RtClassKeys) nothing = rt_class_keys_new ();
  g_autoptr (GError) denied = NULL;
  g_autoptr (GError) unknown = NULL;

  g_assert_null (rt_lookup_digest (nothing, "phone", "+8613800000031", &denied));
  g_assert_error (denied, RT_ERROR, RT_ERROR_DENIED);
  g_assert_null (rt_lookup_digest (self->keys, "name", "joan", &unknown));
  g_assert_error (unknown, RT_ERROR, RT_ERROR_FAILED);
}

static void
add (const char *name, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (name, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_true (rt_secret_system_init (FALSE, NULL));
  add ("/vault/seal/the fields of a class come back and no others", test_round_trip);
  add ("/vault/seal/the layout is the documented one", test_layout);
  add ("/vault/seal/a blob made elsewhere after the description opens", test_vector);
  add ("/vault/seal/a blob moved to another row, table or class does not open", test_moved);
  add ("/vault/seal/a blob moved to another key version does not open", test_other_version);
  add ("/vault/seal/after a rotation old blobs open and new ones use the new key", test_rotation);
  add ("/vault/seal/a blob with any one bit flipped does not open", test_flipped);
  add ("/vault/seal/a blob cut short or made longer does not open", test_cut);
  add ("/vault/seal/the same values give a different blob each time", test_different_each_time);
  add ("/vault/seal/the size of a blob hides the length of the text", test_length_hidden);
  add ("/vault/seal/a text of a million characters comes back", test_long_text);
  add ("/vault/seal/money, text that is none, no record and too much are refused", test_not_sealed);
  add ("/vault/seal/without the key nothing opens or is sealed", test_without_key);
  add ("/vault/seal/nothing to seal gives nothing", test_nothing);
  add ("/vault/seal/masked forms contain no clear value", test_masks);
  add ("/vault/seal/masked forms come back", test_masks_round_trip);
  add ("/vault/seal/malformed masked forms are refused whole", test_masks_malformed);
  add ("/vault/seal/fields of another class or unknown ones are kept out", test_foreign_fields);
  add ("/vault/seal/noise never breaks the reader", test_masks_at_random);
  add ("/vault/seal/a look-up digest is the same for the same number only under the same key", test_lookup);
  add ("/vault/seal/a look-up without the key or of something else is refused", test_lookup_refused);
  return g_test_run ();
}
