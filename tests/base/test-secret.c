/* Secrets are locked, wiped and derived as their header says. */
#include "config.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "rt-secret.h"

#define PATTERN_SIZE 48
#define MAX_MAP      (256u << 20)

/* The pattern is never in memory but where it is put: this makes its n-th byte. */
static guint8
pattern_byte (gsize n)
{
  return (guint8) (((n * 131u + 77u) ^ 0x5a) | 0x80);
}

static gboolean
holds_pattern (const guint8 *data, gsize size)
{
  for (gsize i = 0; i + PATTERN_SIZE - 1 <= size; i++)
    {
      gsize n = 0;

      while (n < PATTERN_SIZE - 1 && data[i + n] == pattern_byte (n))
        n++;
      if (n == PATTERN_SIZE - 1)
        return TRUE;
    }
  return FALSE;
}

/* Reads every writable page of this process. */
static gboolean
memory_holds_pattern (void)
{
  FILE *maps = fopen ("/proc/self/maps", "re");
  int memory = open ("/proc/self/mem", O_RDONLY | O_CLOEXEC);
  char line[512];
  gboolean found = FALSE;

  g_assert_nonnull (maps);
  g_assert_cmpint (memory, >=, 0);
  while (!found && fgets (line, sizeof line, maps) != NULL)
    {
      gulong from, to;
      char rights[5];

      if (sscanf (line, "%lx-%lx %4s", &from, &to, rights) != 3 || strncmp (rights, "rw", 2) != 0 ||
          to - from > MAX_MAP)
        continue;
      for (gulong at = from; !found && at < to; at += 4096)
        {
          guint8 page[4096 + PATTERN_SIZE];
          gssize n = pread (memory, page, MIN (sizeof page, to - at), (off_t) at);

          found = n > 0 && holds_pattern (page, (gsize) n);
          memset (page, 0, sizeof page);
        }
    }
  fclose (maps);
  close (memory);
  return found;
}

static void
test_secret_wiped (void)
{
  RtSecret *secret = rt_secret_new (PATTERN_SIZE);

  for (gsize i = 0; i < PATTERN_SIZE; i++)
    rt_secret_peek_writable (secret)[i] = pattern_byte (i);
  g_assert_true (memory_holds_pattern ());
  rt_secret_free (secret);
  g_assert_false (memory_holds_pattern ());
}

static void
test_string_wiped (void)
{
  char *text = g_malloc0 (PATTERN_SIZE + 1);

  for (gsize i = 0; i < PATTERN_SIZE; i++)
    text[i] = (char) pattern_byte (i);
  g_assert_cmpuint (strlen (text), ==, PATTERN_SIZE);
  rt_wipe_string (text);
  g_assert_false (memory_holds_pattern ());
  rt_wipe_string (NULL);
}

/* VmFlags of the mapping that holds @address, from /proc/self/smaps. */
static char *
flags_of (const void *address)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  gboolean inside = FALSE;

  g_assert_true (g_file_get_contents ("/proc/self/smaps", &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (gsize i = 0; lines[i] != NULL; i++)
    {
      gulong from, to;
      char rights[5];

      if (sscanf (lines[i], "%lx-%lx %4s", &from, &to, rights) == 3)
        inside = (gulong) address >= from && (gulong) address < to;
      else if (inside && g_str_has_prefix (lines[i], "VmFlags:"))
        return g_strdup (lines[i]);
    }
  return NULL;
}

static void
test_not_dumped (void)
{
  g_autoptr (RtSecret) secret = rt_secret_new_random (32);
  g_autofree char *flags = flags_of (rt_secret_peek (secret));

  g_assert_nonnull (flags);
  g_assert_nonnull (strstr (flags, " dd"));
}

static void
test_hardened (void)
{
  if (g_test_subprocess ())
    {
      struct rlimit core = { 1, 1 };
      g_autoptr (GError) error = NULL;

      if (!rt_secret_system_init (TRUE, &error) || prctl (PR_GET_DUMPABLE, 0, 0, 0, 0) != 0 ||
          getrlimit (RLIMIT_CORE, &core) != 0 || core.rlim_cur != 0 || core.rlim_max != 0)
        _exit (1);
      _exit (rt_secret_system_init (TRUE, &error) ? 0 : 1);
    }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
}

static void
test_hex (void)
{
  static const char *const wrong[] = { "", "0", "00ff1", "00ff100", "00ff1g", "00 ff1", "00ff10\n", "0x00ff" };
  g_autoptr (RtSecret) secret = rt_secret_new_from_hex ("00Ff10", 3);
  g_autoptr (RtSecret) hex = rt_secret_to_hex (secret);

  g_assert_cmpstr ((const char *) rt_secret_peek (hex), ==, "00ff10");
  g_assert_cmpuint (rt_secret_get_size (hex), ==, 7);
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_null (rt_secret_new_from_hex (wrong[i], 3));
  g_assert_null (rt_secret_new_from_hex (NULL, 3));
}

static void
test_equal (void)
{
  g_autoptr (RtSecret) a = rt_secret_new_random (32);
  g_autoptr (RtSecret) b = rt_secret_copy (a);
  g_autoptr (RtSecret) other = rt_secret_new_random (32);
  g_autoptr (RtSecret) shorter = rt_secret_new_from (rt_secret_peek (a), 31);

  g_assert_true (rt_secret_equal (a, b));
  g_assert_false (rt_secret_equal (a, other));
  g_assert_false (rt_secret_equal (a, shorter));
  g_assert_false (rt_secret_equal (a, NULL));
  g_assert_true (rt_secret_equal (NULL, NULL));
  g_assert_null (rt_secret_copy (NULL));
  rt_secret_free (NULL);
}

static void
test_derive (void)
{
  g_autoptr (RtSecret) key = rt_secret_new (32);
  g_autoptr (RtSecret) log = rt_secret_derive (key, "log");
  g_autoptr (RtSecret) again = rt_secret_derive (key, "log");
  g_autoptr (RtSecret) lookup = rt_secret_derive (key, "lookup");
  g_autoptr (RtSecret) weak = rt_secret_new (15);
  g_autoptr (RtSecret) expected =
    rt_secret_new_from_hex ("b139bdfcfd7d9e18eb9d9bc4dcb4ec4f84edb6ce89976cd00ecc9aac061a0288", 32);

  g_assert_cmpuint (rt_secret_get_size (log), ==, 32);
  g_assert_true (rt_secret_equal (log, again));
  g_assert_false (rt_secret_equal (log, lookup));
  g_assert_false (rt_secret_equal (log, key));
  g_assert_true (rt_secret_equal (log, expected));
  g_assert_null (rt_secret_derive (weak, "log"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_true (rt_secret_system_init (FALSE, NULL));
  g_test_add_func ("/base/a freed secret stands nowhere in memory", test_secret_wiped);
  g_test_add_func ("/base/a wiped string stands nowhere in memory", test_string_wiped);
  g_test_add_func ("/base/the memory of a secret is kept out of core dumps", test_not_dumped);
  g_test_add_func ("/base/a hardened process is not dumpable and writes no core", test_hardened);
  g_test_add_func ("/base/hex of exactly the right length and digits makes a secret", test_hex);
  g_test_add_func ("/base/secrets are equal when size and bytes are", test_equal);
  g_test_add_func ("/base/a derived key is keyed BLAKE2b of its label and differs by label", test_derive);
  return g_test_run ();
}
