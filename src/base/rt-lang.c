/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The language of messages: chosen once, changed at run time, or asked for by name for what is printed. */
#include "config.h"

#include <langinfo.h>
#include <libintl.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "rt-catalogue.h"
#include "rt-lang.h"

/* glibc's count of changes; raising it makes gettext() forget what it looked up (GNU gettext manual, "gettext grok").
 */
extern int _nl_msg_cat_cntr;

static const char *const languages[] = { "en", "zh_CN", NULL };
static char environment_en[] = "LANGUAGE=en";
static char environment_zh_CN[] = "LANGUAGE=zh_CN";

static const char *current = "en"; /* one of languages[]; swapped whole */
static gboolean month_first;
static char *catalogue_dir; /* set by rt_lang_init(), before there are threads */

const char *const *
rt_lang_list (void)
{
  return languages;
}

const char *
rt_lang_current (void)
{
  return g_atomic_pointer_get (&current);
}

gboolean
rt_lang_is_chinese (const char *lang)
{
  return g_str_has_prefix (lang != NULL ? lang : rt_lang_current (), "zh");
}

gboolean
rt_lang_is_month_first (void)
{
  return month_first;
}

/* The language of ours that a locale name ("zh_CN.UTF-8", "en_GB", "zh-Hans") asks for, or NULL. */
static const char *
language_of_locale (const char *name)
{
  gsize length = strcspn (name, "_-.@");

  if (length == 2 && g_ascii_strncasecmp (name, "zh", 2) == 0)
    return languages[1];
  if (length == 2 && g_ascii_strncasecmp (name, "en", 2) == 0)
    return languages[0];
  return NULL;
}

static const char *
language_of_environment (void)
{
  static const char *const variables[] = { "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG" };

  for (gsize i = 0; i < G_N_ELEMENTS (variables); i++)
    {
      const char *value = g_getenv (variables[i]);
      g_auto (GStrv) names = g_strsplit (value != NULL ? value : "", ":", 16);

      for (gsize n = 0; names[n] != NULL; n++)
        {
          const char *found = language_of_locale (names[n]);

          if (found != NULL)
            return found;
        }
      /* The first of the three that is set is the locale; the later ones are not asked then. */
      if (i > 0 && value != NULL && *value != '\0')
        break;
    }
  return languages[0];
}

static gboolean
environment_is_month_first (void)
{
  static const char *const variables[] = { "LC_ALL", "LC_TIME", "LANG" };

  for (gsize i = 0; i < G_N_ELEMENTS (variables); i++)
    {
      const char *value = g_getenv (variables[i]);

      if (value != NULL && *value != '\0')
        return strstr (value, "_US") != NULL || strstr (value, "_PH") != NULL || strstr (value, "_FM") != NULL;
    }
  return FALSE;
}

static gboolean
is_c_locale (const char *name)
{
  return name == NULL || strcmp (name, "POSIX") == 0 || (name[0] == 'C' && (name[1] == '\0' || name[1] == '.'));
}

/* See the note at the top of the header. */
static void
set_locale (void)
{
  setlocale (LC_ALL, "");
  if (strcmp (nl_langinfo (CODESET), "UTF-8") != 0)
    setlocale (LC_CTYPE, "C.UTF-8");
  if (!is_c_locale (setlocale (LC_MESSAGES, NULL)))
    return;
  if (setlocale (LC_MESSAGES, "C_ZZ.UTF-8") == NULL && setlocale (LC_MESSAGES, "en_US.UTF-8") == NULL &&
      setlocale (LC_MESSAGES, "zh_CN.UTF-8") == NULL)
    g_warning ("this system has no locale in which messages can be translated");
}

static const char *
known_language (const char *wanted)
{
  for (gsize i = 0; wanted != NULL && languages[i] != NULL; i++)
    if (strcmp (languages[i], wanted) == 0)
      return languages[i];
  return NULL;
}

static void
apply (const char *language)
{
  putenv (language == languages[0] ? environment_en : environment_zh_CN);
  _nl_msg_cat_cntr++;
  g_atomic_pointer_set (&current, language);
}

void
rt_lang_init (const char *wanted, const char *localedir)
{
  const char *override = g_getenv ("ROLLTOP_LOCALEDIR");
  const char *language = known_language (wanted);

  if (language == NULL)
    language = language_of_environment ();
  month_first = environment_is_month_first ();
  if (override != NULL && *override != '\0')
    localedir = override;
  else if (localedir == NULL)
    localedir = RT_LOCALEDIR;
  g_free (catalogue_dir);
  catalogue_dir = g_strdup (localedir);

  set_locale ();
  bindtextdomain (GETTEXT_PACKAGE, localedir);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  apply (language);
}

void
rt_lang_switch (const char *wanted)
{
  const char *language = known_language (wanted);

  if (language != NULL && language != rt_lang_current ())
    apply (language);
}

/* The Chinese catalogue, opened when first asked for and kept: what was looked up is borrowed from it. English is the
 * source's own. */
static const RtCatalogue *
get_catalogue (const char *lang)
{
  static gsize once;
  static RtCatalogue *chinese;

  if (!rt_lang_is_chinese (lang))
    return NULL;
  if (g_once_init_enter (&once))
    {
      g_autofree char *path = g_build_filename (catalogue_dir != NULL ? catalogue_dir : RT_LOCALEDIR, languages[1],
                                                "LC_MESSAGES", GETTEXT_PACKAGE ".mo", NULL);

      chinese = rt_catalogue_open (path);
      g_once_init_leave (&once, 1);
    }
  return chinese;
}

static const char *
look_up (const char *lang, const char *key)
{
  const RtCatalogue *catalogue = get_catalogue (lang);

  /* The entry of "" is the catalogue's own header. */
  return catalogue != NULL && *key != '\0' ? rt_catalogue_lookup (catalogue, key, 0) : NULL;
}

const char *
rt_lang_gettext (const char *lang, const char *msgid)
{
  const char *text = look_up (lang, msgid);

  return text != NULL ? text : msgid;
}

const char *
rt_lang_pgettext (const char *lang, const char *context, const char *msgid)
{
  g_autofree char *key = g_strconcat (context, "\004", msgid, NULL);
  const char *text = look_up (lang, key);

  return text != NULL ? text : msgid;
}

/* Chinese has one form. */
const char *
rt_lang_ngettext (const char *lang, const char *msgid, const char *plural, gulong n)
{
  const char *text = look_up (lang, msgid);

  if (text != NULL)
    return text;
  return n == 1 ? msgid : plural;
}
