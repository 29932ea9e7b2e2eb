/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the commands share. Everything here belongs to the main thread. */
#pragma once

#include "rt-desk.h"
#include "rt-notice.h"
#include "rt-paper-doc.h"

G_BEGIN_DECLS

/** Exit codes of the process: promised to scripts, never renumbered. The words for people stand in RT_CTL_EXITS. */
typedef enum
{
  RT_CTL_OK,
  RT_CTL_FAILED,
  RT_CTL_USAGE,
  RT_CTL_DENIED,
  RT_CTL_WRONG_LOGIN,
  RT_CTL_LOCKED,
  RT_CTL_NOT_FOUND,
  RT_CTL_INVALID,
  RT_CTL_DAMAGED,
  RT_CTL_TAMPERED,
  RT_CTL_CONFLICT,
  RT_CTL_N_EXITS
} RtCtlExit;
extern const char *const RT_CTL_EXITS[RT_CTL_N_EXITS]; /* msgids */

/** rt_ctl_exit_for: the exit code that goes with @error; never RT_CTL_OK. */
RtCtlExit rt_ctl_exit_for (const GError *error);

/** One run of the program. */
typedef struct
{
  char *store;     /* path of the store; never NULL once the options are read */
  char *user;      /* login, NULL: asked for */
  char *language;  /* NULL: the environment's */
  int password_fd; /* -1: passwords are asked for on the terminal */
  int code_fd;     /* -1: codes are, where the store uses them, unless passwords come from password_fd */
  gboolean json, help, version;
  RtDesk *desk;   /* NULL until a command opens it */
  RtCtlExit exit; /* what a command that did its work ends with; RT_CTL_OK at first */
} RtCtl;

typedef struct _RtCtlCommand RtCtlCommand;
/** What runs a command. @args: the words after its name, NULL-terminated, already counted. FALSE with @error. */
typedef gboolean (*RtCtlFunc) (RtCtl *ctl, char **args, GError **error);
struct _RtCtlCommand
{
  const char *name;    /* "order list" */
  const char *words;   /* what follows it: "NUMBER" */
  const char *summary; /* msgid */
  const char *example; /* lines of examples, not translated */
  guint min_words, max_words;
  RtCtlFunc run;
  const GOptionEntry *options; /* NULL: none of its own */
};
extern const RtCtlCommand RT_CTL_STORE_COMMANDS[], RT_CTL_STAFF_COMMANDS[], RT_CTL_ORDER_COMMANDS[],
  RT_CTL_CUSTOMER_COMMANDS[], RT_CTL_TICKET_COMMANDS[], RT_CTL_FIND_COMMANDS[], RT_CTL_IMPORT_COMMANDS[],
  RT_CTL_PRINT_COMMANDS[], RT_CTL_NOTICE_COMMANDS[], RT_CTL_LOG_COMMANDS[], RT_CTL_RECOVER_COMMANDS[],
  RT_CTL_REVEAL_COMMANDS[], RT_CTL_EXPORT_COMMANDS[], RT_CTL_RULES_COMMANDS[], RT_CTL_REVIEW_COMMANDS[],
  RT_CTL_ENROL_COMMANDS[], RT_CTL_KEYS_COMMANDS[], RT_CTL_TRAINING_COMMANDS[],
  RT_CTL_LESSON_COMMANDS[]; /* end with name NULL */

/* The desk */

/** rt_ctl_open: opens the store with the key of the keyring; nobody is signed in. */
gboolean rt_ctl_open (RtCtl *ctl, GError **error);
/** rt_ctl_sign_in: opens the store unless it is open, and signs the user in. */
gboolean rt_ctl_sign_in (RtCtl *ctl, GError **error);
/** rt_ctl_need_user: asks for the login unless --user named it. */
gboolean rt_ctl_need_user (RtCtl *ctl, GError **error);
/** rt_ctl_ask_code: a code for signing in; *code NULL, without error, where none is given. */
gboolean rt_ctl_ask_code (RtCtl *ctl, RtSecret **code, GError **error);

/* Papers */

/** rt_ctl_check_output: RT_ERROR_INVALID without @path, RT_ERROR_EXISTS when it is there and not @force. */
gboolean rt_ctl_check_output (const char *path, gboolean force, GError **error);
/** rt_ctl_write_pdf: @paper "a4" (also NULL) or "letter"; the file is there whole, readable by its owner only, or not
 * at all. */
gboolean rt_ctl_write_pdf (RtPaperDoc *doc, const char *paper, const char *path, GError **error);

/** rt_ctl_find_notice: the published @version, 0: the newest. */
RtNotice *rt_ctl_find_notice (RtWork *work, gint64 version, GError **error);

/** rt_ctl_close: ends the session and waits until the log's head is in the keyring. */
void rt_ctl_close (RtCtl *ctl);

G_END_DECLS
