/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-desk.h"

G_BEGIN_DECLS

typedef struct
{
  guint orders, tickets;
  guint32 seed;
  const char *language; /* "en", "zh_CN" or NULL: both mixed */
  guint customers;      /* 0: six orders in ten are of somebody new */
  guint years;          /* that the orders are spread over; 0: two */
  guint looks;          /* entries of looks in the log, on top of what filling itself records */
  gint64 now;           /* UTC seconds: on a desk of rt_demo_desk_new(), when it is; 0: the desk's clock says it */
} RtDemoSize;

/** rt_demo_desk_new: a desk to make an example store on, with the keyring and origin of @beside: its clock stands
 * months before now, so that the store was set up before what its log tells of, and the log is in order. Filling moves
 * it to now. When the store is made it is closed, and opened on a desk whose clock goes. Main thread. */
RtDesk *rt_demo_desk_new (RtDesk *beside);
/** rt_demo_fill_async: products, staff (wang.fang clerk, lin.mei service, …: see RT_DEMO_STAFF), customers with
 * reserved numbers and example domains, orders, tickets. The signed-in person must be a manager. Repeatable by seed.
 * Progress as for import; cancellable; in steps. */
typedef void (*RtDemoProgress) (gint64 done, gint64 total, gpointer user_data);
void rt_demo_fill_async (RtDesk *desk, const RtDemoSize *size, RtDemoProgress progress, gpointer progress_data,
                         GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean rt_demo_fill_finish (RtDesk *desk, GAsyncResult *result, GError **error);

typedef struct
{
  const char *login, *name_en, *name_zh;
  RtRoles roles;
} RtDemoStaff;
extern const RtDemoStaff RT_DEMO_STAFF[]; /* ends with login NULL */
/** Whose training has run out, of those: they see customers masked until they do it. */
#define RT_DEMO_UNTRAINED "huang.tao"
/** The example store's manager, who is also its privacy officer and administrator: made at set-up, fills the store. */
#define RT_DEMO_MANAGER "zhao.min"
#define RT_DEMO_MANAGER_ROLES                                                                                          \
  (RT_ROLES_OF (RT_ROLE_MANAGER) | RT_ROLES_OF (RT_ROLE_PRIVACY_OFFICER) | RT_ROLES_OF (RT_ROLE_ADMINISTRATOR))
#define RT_DEMO_PASSWORD "rolltop example desk" /* of every person of an example store, and said so */

G_END_DECLS
