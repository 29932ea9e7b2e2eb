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

void
rt_text_scale_clamp (AdwClamp *clamp)
{
  const double scale = rt_text_scale (GTK_WIDGET (clamp));

  adw_clamp_set_maximum_size (clamp, (int) (adw_clamp_get_maximum_size (clamp) * scale));
  adw_clamp_set_tightening_threshold (clamp, (int) (adw_clamp_get_tightening_threshold (clamp) * scale));
}
