/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _RtVault RtVault;         /* the open file with its two threads */
typedef struct _RtDb RtDb;               /* one SQLCipher connection; belongs to one thread */
typedef struct _RtStatement RtStatement; /* a prepared statement */
typedef struct _RtClassKeys RtClassKeys; /* the class keys one signed-in person holds */
typedef struct _RtRecovery RtRecovery;   /* the secret of the recovery sheet */

G_END_DECLS
