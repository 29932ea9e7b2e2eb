/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rolltop-ctl: reads the command line and runs what it names. */
#include "config.h"

#include "rt-ctl.h"

#include <glib/gi18n.h>
#include <string.h>

#include "rt-ctl-output.h"
#include "rt-ctl-private.h"
#include "rt-error.h"
#include "rt-lang.h"
#include "rt-version.h"

const char *const RT_CTL_EXITS[RT_CTL_N_EXITS] = {
  [RT_CTL_OK] = N_("What was asked for is done."),
  [RT_CTL_FAILED] = N_("It failed for another reason: the store is in use, the disk is full, it was cancelled."),
  [RT_CTL_USAGE] = N_("The command line is not understood."),
  [RT_CTL_DENIED] = N_("The person who is signed in may not do this, or not this often."),
  [RT_CTL_WRONG_LOGIN] =
    N_("The sign-in failed: wrong name, password or code, too many attempts, or something to choose or set up first."),
  [RT_CTL_LOCKED] = N_("The keyring is locked or not there, or the store's key is not in it."),
  [RT_CTL_NOT_FOUND] = N_("The store or what was named is not there."),
  [RT_CTL_INVALID] = N_("Something that was typed or read from a file cannot be accepted."),
  [RT_CTL_DAMAGED] = N_("The store is damaged, has another key, or was written by a newer version."),
  [RT_CTL_TAMPERED] = N_("The log was tampered with."),
  [RT_CTL_CONFLICT] = N_("It is there already, or somebody else changed it meanwhile."),
};

static const RtCtlCommand *const commands[] = {
  RT_CTL_STORE_COMMANDS,  RT_CTL_STAFF_COMMANDS,    RT_CTL_ORDER_COMMANDS,   RT_CTL_CUSTOMER_COMMANDS,
  RT_CTL_TICKET_COMMANDS, RT_CTL_FIND_COMMANDS,     RT_CTL_IMPORT_COMMANDS,  RT_CTL_PRINT_COMMANDS,
  RT_CTL_NOTICE_COMMANDS, RT_CTL_LOG_COMMANDS,      RT_CTL_RECOVER_COMMANDS, RT_CTL_REVEAL_COMMANDS,
  RT_CTL_EXPORT_COMMANDS, RT_CTL_RULES_COMMANDS,    RT_CTL_REVIEW_COMMANDS,  RT_CTL_ENROL_COMMANDS,
  RT_CTL_KEYS_COMMANDS,   RT_CTL_TRAINING_COMMANDS, RT_CTL_LESSON_COMMANDS,
};

RtCtlExit
rt_ctl_exit_for (const GError *error)
{
  if (error == NULL || error->domain != RT_ERROR)
    return RT_CTL_FAILED;
  switch ((RtError) error->code)
    {
    case RT_ERROR_DENIED:
      return RT_CTL_DENIED;
    case RT_ERROR_WRONG_LOGIN:
    case RT_ERROR_WAIT:
      return RT_CTL_WRONG_LOGIN;
    case RT_ERROR_LOCKED:
    case RT_ERROR_KEY_MISSING:
    case RT_ERROR_NO_KEYRING:
      return RT_CTL_LOCKED;
    case RT_ERROR_NOT_FOUND:
      return RT_CTL_NOT_FOUND;
    case RT_ERROR_INVALID:
    case RT_ERROR_TOO_LARGE:
      return RT_CTL_INVALID;
    case RT_ERROR_DAMAGED:
    case RT_ERROR_WRONG_KEY:
    case RT_ERROR_NEWER:
      return RT_CTL_DAMAGED;
    case RT_ERROR_CONFLICT:
    case RT_ERROR_EXISTS:
      return RT_CTL_CONFLICT;
    case RT_ERROR_FAILED:
    case RT_ERROR_BUSY:
    case RT_ERROR_DISK_FULL:
    case RT_ERROR_READ_ONLY:
    case RT_ERROR_UNSUPPORTED:
    default:
      return RT_CTL_FAILED;
    }
}

/* Global options stand before or after the command; values read twice replace each other. */
static GOptionGroup *
make_globals (RtCtl *ctl)
{
  const GOptionEntry entries[] = {
    { "store", 's', 0, G_OPTION_ARG_FILENAME, &ctl->store, N_("The store to work on"), N_("FILE") },
    { "user", 'u', 0, G_OPTION_ARG_STRING, &ctl->user, N_("Sign in with this short name"), N_("LOGIN") },
    { "password-fd", 0, 0, G_OPTION_ARG_INT, &ctl->password_fd,
      N_("Read each password as one line from this file descriptor"), N_("N") },
    { "code-fd", 0, 0, G_OPTION_ARG_INT, &ctl->code_fd,
      N_("Read the sign-in code as one line from this file descriptor, after the password"), N_("N") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &ctl->json, N_("Write JSON with stable names"), NULL },
    { "language", 0, 0, G_OPTION_ARG_STRING, &ctl->language, N_("Language of messages: en or zh_CN"),
      N_("LANGUAGE") },
    { "help", 'h', 0, G_OPTION_ARG_NONE, &ctl->help, N_("Explain the program or the command and exit"), NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, &ctl->version, N_("Print the version and exit"), NULL },
    { NULL },
  };
  GOptionGroup *group = g_option_group_new ("global", "", "", NULL, NULL);

  g_option_group_add_entries (group, entries);
  g_option_group_set_translation_domain (group, GETTEXT_PACKAGE);
  return group;
}

static GOptionContext *
make_context (RtCtl *ctl, const RtCtlCommand *command)
{
  GOptionContext *context = g_option_context_new (NULL);
  GOptionGroup *globals = make_globals (ctl);

  if (command != NULL && command->options != NULL)
    g_option_group_add_entries (globals, command->options);
  g_option_context_set_main_group (context, globals);
  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_set_strict_posix (context, command == NULL);
  return context;
}

static const RtCtlCommand *
find_command (char **words, guint *n_used)
{
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    for (const RtCtlCommand *c = commands[i]; c->name != NULL; c++)
      {
        g_auto (GStrv) name = g_strsplit (c->name, " ", -1);
        guint n = g_strv_length (name), same = 0;

        while (same < n && g_strcmp0 (words[same], name[same]) == 0)
          same++;
        if (same == n)
          {
            *n_used = n;
            return c;
          }
      }
  return NULL;
}

/* GOption's own list of options, without its usage line. */
static const char *
list_of_options (const char *help)
{
  const char *list = strstr (help, "\n\n");

  return list != NULL ? list + 2 : help;
}

static void
say_exits (void)
{
  rt_ctl_say (_("Exit codes:"));
  for (guint i = 0; i < RT_CTL_N_EXITS; i++)
    {
      g_autofree char *line = g_strdup_printf ("  %2u  %s", i, _ (RT_CTL_EXITS[i]));

      rt_ctl_say (line);
    }
}

static void
say_help (GOptionContext *context, const RtCtlCommand *command)
{
  g_autofree char *options = g_option_context_get_help (context, FALSE, NULL);
  g_autofree char *usage = NULL;

  usage = g_strdup_printf (_("Usage: rolltop-ctl [OPTION…] %s %s"), command != NULL ? command->name : _("COMMAND"),
                           command != NULL ? command->words : "");
  rt_ctl_say (g_strchomp (usage));
  rt_ctl_say ("");
  if (command != NULL)
    rt_ctl_say (_ (command->summary));
  for (gsize i = 0; command == NULL && i < G_N_ELEMENTS (commands); i++)
    for (const RtCtlCommand *c = commands[i]; c->name != NULL; c++)
      {
        g_autofree char *name = g_strdup_printf ("  %s %s", c->name, c->words);
        g_autofree char *line = g_strdup_printf ("%-34s %s", name, _ (c->summary));

        rt_ctl_say (line);
      }
  rt_ctl_say ("");
  rt_ctl_say (list_of_options (options));
  if (command != NULL)
    {
      rt_ctl_say (_("Examples:"));
      rt_ctl_say (command->example);
    }
  else
    say_exits ();
}

static RtCtlExit
say_usage (const char *why)
{
  rt_ctl_say_error (why);
  rt_ctl_say_error (_("See “rolltop-ctl --help”."));
  return RT_CTL_USAGE;
}

static RtCtlExit
run_command (RtCtl *ctl, const RtCtlCommand *command, char **words)
{
  g_autoptr (GError) error = NULL;
  guint n = g_strv_length (words);
  RtCtlExit code = RT_CTL_OK;
  g_autoptr (RtKeyring) keyring = NULL;
  g_autoptr (RtClock) clock = NULL;

  if (n < command->min_words || n > command->max_words)
    return say_usage (_("The command does not take these words."));
  keyring = rt_keyring_new_service ();
  clock = rt_clock_new_system ();
  ctl->desk = rt_desk_new (keyring, clock, "ctl");
  if (!command->run (ctl, words, &error))
    {
      rt_ctl_say_error (error != NULL ? error->message : _("It did not work."));
      code = rt_ctl_exit_for (error);
      /* Whoever has signed in waits for another reason: a limit. */
      if (g_error_matches (error, RT_ERROR, RT_ERROR_WAIT) && rt_desk_get_person (ctl->desk) != NULL)
        code = RT_CTL_DENIED;
      /* Whoever has not is kept out. */
      if (g_error_matches (error, RT_ERROR, RT_ERROR_DENIED) && rt_desk_get_person (ctl->desk) == NULL)
        code = RT_CTL_WRONG_LOGIN;
    }
  else
    {
      code = ctl->exit;
    }
  rt_ctl_close (ctl);
  g_clear_object (&ctl->desk);
  return code;
}

static RtCtlExit
start (RtCtl *ctl, const RtCtlCommand *command, GOptionContext *context, char **words)
{
  if (ctl->language != NULL && !g_strv_contains (rt_lang_list (), ctl->language))
    return say_usage (_("The language is en or zh_CN."));
  if (ctl->language != NULL)
    rt_lang_switch (ctl->language);
  if (ctl->version)
    {
      g_autofree char *line = g_strdup_printf ("rolltop-ctl %s", rt_version_get ());

      rt_ctl_say (line);
      return RT_CTL_OK;
    }
  if (ctl->help)
    {
      say_help (context, command);
      return RT_CTL_OK;
    }
  if (command == NULL)
    return say_usage (words[0] == NULL ? _("A command is missing.") : _("There is no such command."));
  if (ctl->store == NULL)
    ctl->store = g_build_filename (g_get_user_data_dir (), "rolltop", "store.rolltop", NULL);
  return run_command (ctl, command, words);
}

/* What follows "--" is no option; GOption leaves that word where it was before one that looks like an option. */
static char **
skip_dashes (char **words)
{
  return g_strcmp0 (words[0], "--") == 0 ? words + 1 : words;
}

static RtCtlExit
read_and_start (RtCtl *ctl, char ***argv)
{
  g_autoptr (GOptionContext) first = make_context (ctl, NULL);
  g_autoptr (GOptionContext) second = NULL;
  g_autoptr (GError) error = NULL;
  const RtCtlCommand *command = NULL;
  guint n_used = 0;

  if (!g_option_context_parse_strv (first, argv, &error))
    return say_usage (error->message);
  command = find_command (*argv + 1, &n_used);
  if (command == NULL)
    return start (ctl, NULL, first, *argv + 1);
  second = make_context (ctl, command);
  if (!g_option_context_parse_strv (second, argv, &error))
    return say_usage (error->message);
  return start (ctl, command, second, skip_dashes (*argv + 1 + n_used));
}

int
rt_ctl_run (int argc, char **argv)
{
  RtCtl ctl = { .password_fd = -1, .code_fd = -1 };
  g_auto (GStrv) words = g_new0 (char *, (gsize) argc + 1);
  g_autoptr (GError) error = NULL;
  RtCtlExit code = RT_CTL_FAILED;

  for (int i = 0; i < argc; i++)
    words[i] = g_strdup (argv[i]);
  if (rt_secret_system_init (TRUE, &error))
    code = read_and_start (&ctl, &words);
  else
    rt_ctl_say_error (error->message);
  g_free (ctl.store);
  g_free (ctl.user);
  g_free (ctl.language);
  return (int) code;
}
