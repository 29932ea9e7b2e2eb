/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How large text is. */
#include "config.h"

#include "rt-text-scale.h"

#define USUAL_DPI (96.0 * 1024.0) /* as the toolkit counts it */

double
rt_text_scale (GtkWidget *widget)
{
  int dpi = 0;

  g_object_get (gtk_widget_get_settings (widget), "gtk-xft-dpi", &dpi, NULL);
  return MAX (1.0, (double) dpi / USUAL_DPI);
}
