/* A place of the sidebar. */
#include "config.h"

#include "rt-area.h"

G_DEFINE_INTERFACE (RtArea, rt_area, GTK_TYPE_WIDGET)

static void
rt_area_default_init (RtAreaInterface *iface)
{
}

void
rt_area_show_record (RtArea *self, gint64 id)
{
  if (RT_AREA_GET_IFACE (self)->show_record != NULL)
    RT_AREA_GET_IFACE (self)->show_record (self, id);
}

void
rt_area_create (RtArea *self, gint64 about, gint64 part)
{
  if (RT_AREA_GET_IFACE (self)->create != NULL)
    RT_AREA_GET_IFACE (self)->create (self, about, part);
}

void
rt_area_focus (RtArea *self)
{
  if (RT_AREA_GET_IFACE (self)->focus != NULL)
    RT_AREA_GET_IFACE (self)->focus (self);
  else
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}
