/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A QR code for paper, wiped when it is let go of. */
#include "config.h"

#include <qrencode.h>
#include <string.h>

#include "rt-paper-qr.h"

#define QR_QUIET 4 /* modules of white around the code, ISO/IEC 18004 */
#define QR_SCALE 8 /* pixels to a module, so that nothing blurs where a viewer smooths */

typedef struct
{
  guchar *bytes;
  gsize size;
} Pixels;

static const cairo_user_data_key_t pixels_key;

static void
pixels_free (void *data)
{
  Pixels *pixels = data;

  memset (pixels->bytes, 0xff, pixels->size);
  /* The compiler may not leave the line above out. */
  __asm__ __volatile__("" : : "r"(pixels->bytes) : "memory");
  g_free (pixels->bytes);
  g_free (pixels);
}

static void
set_module (Pixels *pixels, int stride, int x, int y)
{
  for (int i = 0; i < QR_SCALE; i++)
    memset (pixels->bytes + (gsize) (y * QR_SCALE + i) * (gsize) stride + (gsize) x * QR_SCALE * 4, 0, QR_SCALE * 4);
}

static cairo_surface_t *
draw_code (const QRcode *code)
{
  int side = (code->width + 2 * QR_QUIET) * QR_SCALE;
  int stride = cairo_format_stride_for_width (CAIRO_FORMAT_RGB24, side);
  Pixels *pixels = g_new0 (Pixels, 1);
  cairo_surface_t *surface;

  pixels->size = (gsize) stride * (gsize) side;
  pixels->bytes = g_malloc (pixels->size);
  memset (pixels->bytes, 0xff, pixels->size);
  for (int y = 0; y < code->width; y++)
    for (int x = 0; x < code->width; x++)
      if ((code->data[y * code->width + x] & 1) != 0)
        set_module (pixels, stride, x + QR_QUIET, y + QR_QUIET);
  surface = cairo_image_surface_create_for_data (pixels->bytes, CAIRO_FORMAT_RGB24, side, side, stride);
  if (cairo_surface_set_user_data (surface, &pixels_key, pixels, pixels_free) != CAIRO_STATUS_SUCCESS)
    {
      cairo_surface_destroy (surface);
      pixels_free (pixels);
      return NULL;
    }
  return surface;
}

cairo_surface_t *
rt_paper_qr (const char *text)
{
  QRcode *code = QRcode_encodeString (text, 0, QR_ECLEVEL_M, QR_MODE_8, 1);
  cairo_surface_t *surface;

  if (code == NULL)
    return NULL;
  surface = draw_code (code);
  memset (code->data, 0, (gsize) code->width * (gsize) code->width);
  QRcode_free (code);
  return surface;
}
