/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-staff.h"

G_BEGIN_DECLS

/**
 * Accounts, as requests for windows: each hands one function of rt-staff.h or rt-staff-access.h to the vault's thread
 * and comes back on the caller's main context. Strings are copied and passwords are copied into locked memory before
 * the call returns. Finish each with rt_desk_run_finish(), which gives a gint64 * (transfer full, g_free): the person's
 * id. Errors are those of that function. What succeeds emits the desk's "changed" for "staff". Main thread. Letting
 * people in is in rt-requests.h.
 */
void rt_request_staff_add (RtDesk *desk, const char *login, const char *name, RtRoles roles, gint64 supervisor_id,
                           const RtSecret *first_password, GCancellable *cancellable, GAsyncReadyCallback callback,
                           gpointer user_data);
void rt_request_staff_set_roles (RtDesk *desk, gint64 id, RtRoles roles, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data);
void rt_request_staff_set_disabled (RtDesk *desk, gint64 id, gboolean disabled, GCancellable *cancellable,
                                    GAsyncReadyCallback callback, gpointer user_data);
void rt_request_staff_reset (RtDesk *desk, gint64 id, const RtSecret *first_password, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data);
void rt_request_staff_unlock (RtDesk *desk, gint64 id, GCancellable *cancellable, GAsyncReadyCallback callback,
                              gpointer user_data);
void rt_request_staff_reset_code (RtDesk *desk, gint64 id, GCancellable *cancellable, GAsyncReadyCallback callback,
                                  gpointer user_data);
void rt_request_staff_supervisor (RtDesk *desk, gint64 id, gint64 supervisor_id, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data);
void rt_request_staff_release (RtDesk *desk, gint64 id, GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer user_data);

/** rt_request_staff_outlook: what somebody with these roles would see and may do in this store as it is now, in words
 * (rt-outlook.h). For STAFF_MANAGE or STAFF_ADMIT. Finish with rt_desk_run_finish(), which gives an RtStaffOutlook
 * (transfer full). */
typedef struct
{
  char *sees; /* lines; "" for no roles */
  char *may;  /* "": nothing */
} RtStaffOutlook;
void rt_staff_outlook_free (RtStaffOutlook *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RtStaffOutlook, rt_staff_outlook_free)
void rt_request_staff_outlook (RtDesk *desk, RtRoles roles, GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer user_data);

G_END_DECLS
