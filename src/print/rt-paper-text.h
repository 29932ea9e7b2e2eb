/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *rt_paper_text_safe (const char *text);
char *rt_paper_text_safe_line (const char *text);

G_END_DECLS
