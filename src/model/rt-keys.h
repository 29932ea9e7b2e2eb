/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-recovery.h"
#include "rt-work.h"

G_BEGIN_DECLS

/**
 * The keys of a store as those who may renew them see them (KEYS_MANAGE): never a key itself. Inside
 * rt_desk_run_async()/rt_desk_call().
 */

/** rt_key_name: of a slot of keys, translated: "Contact", "Look-up by phone number", "Log". NULL for none. */
const char *rt_key_name (guint slot);
/** rt_rotation_reason_name: why a key is renewed, translated; @reason RT_ROTATION_*. */
const char *rt_rotation_reason_name (const char *reason);

typedef struct
{
  guint slot;
  guint32 version; /* the newest */
  gint64 since;    /* when that was made */
  char **holders;  /* names of who can open it now; NULL-terminated */
} RtKeyInfo;
void rt_key_info_free (RtKeyInfo *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RtKeyInfo, rt_key_info_free)

/** rt_keys_list: RtKeyInfo of every key. */
GPtrArray *rt_keys_list (RtWork *work, GError **error);

typedef enum
{
  RT_ROTATION_WAITS,        /* for somebody who holds the key and may renew it */
  RT_ROTATION_READY,        /* the person signed in can go on with it */
  RT_ROTATION_NEEDS_SHEET,  /* the recovery sheet is not proven: a new one comes first */
  RT_ROTATION_DOES_NOT_OPEN /* values do not open, and keep the former version */
} RtRotationState;

typedef struct
{
  guint slot;
  char *reason;
  gint64 asked_at;
  char *asked_by; /* name */
  RtRotationState state;
  gint64 done, total; /* rows; 0, 0 while it has not begun */
  gint64 damaged;
} RtRotationInfo;
void rt_rotation_info_free (RtRotationInfo *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RtRotationInfo, rt_rotation_info_free)

/** rt_rotations_list: RtRotationInfo of what is asked for and not finished, one for each key, oldest first. */
GPtrArray *rt_rotations_list (RtWork *work, GError **error);

typedef struct
{
  gint64 made_at;   /* of the sheet that is valid now */
  gint64 tested_at; /* when it was last typed in and fitted; 0 never */
} RtSheetInfo;
gboolean rt_sheet_info (RtWork *work, RtSheetInfo *info, GError **error);

/** All of the above at once. */
typedef struct
{
  GPtrArray *keys, *rotations;
  RtSheetInfo sheet;
  gboolean holds_all; /* the person signed in holds every key, and so needs no sheet for a new one */
} RtKeysStatus;
void rt_keys_status_free (RtKeysStatus *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RtKeysStatus, rt_keys_status_free)
RtKeysStatus *rt_keys_status (RtWork *work, GError **error);

/** What a drill found. */
typedef struct
{
  gboolean fits;  /* the sheet is this store's: its pair is the one that keys are wrapped to */
  gboolean opens; /* its store key opens the file */
  guint keys;     /* how many versions of keys are in the store */
  guint opened;   /* how many of them the sheet opens */
} RtDrill;
/** rt_sheet_drill: tests a sheet that was typed in, and records that it was tested and how it went; nothing else is
 * changed. A write (of the log). */
gboolean rt_sheet_drill (RtWork *work, const RtRecovery *sheet, RtDrill *drill, GError **error);
/** rt_drill_describe: the outcome in a sentence. New string. */
char *rt_drill_describe (const RtDrill *drill);
/** rt_drill_is_good: everything opens. */
gboolean rt_drill_is_good (const RtDrill *drill);

G_END_DECLS
