/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A QR code on the screen. */
#include "config.h"

#include "rt-qr-code.h"

#include <qrencode.h>
#include <string.h>

#define MODULE 4
#define QUIET  4

struct _RtQrCode
{
  GtkWidget parent_instance;

  /* owned */
  RtSecret *modules; /* a byte for each, line by line; NULL: nothing to show */
  int width;
};

G_DEFINE_FINAL_TYPE (RtQrCode, rt_qr_code, GTK_TYPE_WIDGET)

static void
rt_qr_code_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                    int *minimum_baseline, int *natural_baseline)
{
  const RtQrCode *self = RT_QR_CODE (widget);

  *minimum = *natural = self->modules != NULL ? (self->width + 2 * QUIET) * MODULE : 0;
}

/* Modules beside each other are one rectangle, so that no line of white shows between them. */
static void
snapshot_line (const RtQrCode *self, GtkSnapshot *snapshot, int y, float scale)
{
  const GdkRGBA black = { 0, 0, 0, 1 };
  const guint8 *line = rt_secret_peek (self->modules) + (gsize) y * (gsize) self->width;

  for (int x = 0; x < self->width; x++)
    {
      const int start = x;

      while (x < self->width && line[x] != 0)
        x++;
      if (x > start)
        gtk_snapshot_append_color (snapshot, &black,
                                   &GRAPHENE_RECT_INIT ((float) (start + QUIET) * scale, (float) (y + QUIET) * scale,
                                                        (float) (x - start) * scale, scale));
    }
}

static void
rt_qr_code_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  const RtQrCode *self = RT_QR_CODE (widget);
  const GdkRGBA white = { 1, 1, 1, 1 };
  const int side = MIN (gtk_widget_get_width (widget), gtk_widget_get_height (widget));
  const int scale = self->modules != NULL ? side / (self->width + 2 * QUIET) : 0;
  const float whole = (float) (scale * (self->width + 2 * QUIET));

  if (scale == 0)
    return;
  gtk_snapshot_append_color (snapshot, &white, &GRAPHENE_RECT_INIT (0, 0, whole, whole));
  for (int y = 0; y < self->width; y++)
    snapshot_line (self, snapshot, y, (float) scale);
}

static void
rt_qr_code_finalize (GObject *object)
{
  rt_secret_free (RT_QR_CODE (object)->modules);
  G_OBJECT_CLASS (rt_qr_code_parent_class)->finalize (object);
}

static void
rt_qr_code_class_init (RtQrCodeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = rt_qr_code_finalize;
  widget_class->measure = rt_qr_code_measure;
  widget_class->snapshot = rt_qr_code_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
rt_qr_code_init (RtQrCode *self)
{
}

gboolean
rt_qr_code_set_text (RtQrCode *self, const RtSecret *text)
{
  QRcode *code = NULL;

  g_clear_pointer (&self->modules, rt_secret_free);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  if (text == NULL)
    return TRUE;
  code = QRcode_encodeString ((const char *) rt_secret_peek (text), 0, QR_ECLEVEL_M, QR_MODE_8, 1);
  if (code == NULL)
    return FALSE;
  self->width = code->width;
  self->modules = rt_secret_new ((gsize) code->width * (gsize) code->width);
  for (int i = 0; i < code->width * code->width; i++)
    rt_secret_peek_writable (self->modules)[i] = code->data[i] & 1;
  explicit_bzero (code->data, (gsize) code->width * (gsize) code->width);
  QRcode_free (code);
  return TRUE;
}
