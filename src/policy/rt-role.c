/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The roles of a store and what each may do. */
#include "config.h"

#include <string.h>
#include <glib/gi18n.h>

#include "rt-error.h"
#include "rt-role.h"

static const struct
{
  const char *id;
  const char *name;
} roles_table[RT_N_ROLES] = {
  [RT_ROLE_CLERK] = { "clerk", N_("Clerk") },
  [RT_ROLE_SERVICE] = { "service", N_("Service") },
  [RT_ROLE_DISPATCHER] = { "dispatcher", N_("Dispatcher") },
  [RT_ROLE_MANAGER] = { "manager", N_("Manager") },
  [RT_ROLE_PRIVACY_OFFICER] = { "privacy-officer", N_("Privacy officer") },
  [RT_ROLE_ADMINISTRATOR] = { "administrator", N_("Administrator") },
};

static const char *const right_ids[RT_N_RIGHTS] = {
  [RT_RIGHT_ORDER_READ] = "order-read",
  [RT_RIGHT_ORDER_WRITE] = "order-write",
  [RT_RIGHT_ORDER_IMPORT] = "order-import",
  [RT_RIGHT_TICKET_READ] = "ticket-read",
  [RT_RIGHT_TICKET_WRITE] = "ticket-write",
  [RT_RIGHT_TICKET_ASSIGN] = "ticket-assign",
  [RT_RIGHT_CUSTOMER_READ] = "customer-read",
  [RT_RIGHT_CUSTOMER_WRITE] = "customer-write",
  [RT_RIGHT_CUSTOMER_LOOKUP] = "customer-lookup",
  [RT_RIGHT_REVEAL] = "reveal",
  [RT_RIGHT_PAYMENT_WRITE] = "payment-write",
  [RT_RIGHT_PRODUCT_WRITE] = "product-write",
  [RT_RIGHT_NOTICE_READ] = "notice-read",
  [RT_RIGHT_NOTICE_WRITE] = "notice-write",
  [RT_RIGHT_PLAN] = "plan",
  [RT_RIGHT_EXPORT] = "export",
  [RT_RIGHT_LOG_READ] = "log-read",
  [RT_RIGHT_LOG_VERIFY] = "log-verify",
  [RT_RIGHT_STAFF_MANAGE] = "staff-manage",
  [RT_RIGHT_STAFF_ADMIT] = "staff-admit",
  [RT_RIGHT_MATRIX_WRITE] = "matrix-write",
  [RT_RIGHT_SETTINGS_WRITE] = "settings-write",
};

#define BIT(right) (1u << RT_RIGHT_##right)
#define ALL_RIGHTS ((1u << RT_N_RIGHTS) - 1)

/* product.md §1. The manager of a small store is its administrator too, by holding both roles: making an account and
 * letting it in stay two acts. */
static const guint32 rights_of[RT_N_ROLES] = {
  [RT_ROLE_CLERK] = BIT (ORDER_READ) | BIT (ORDER_WRITE) | BIT (TICKET_READ) | BIT (CUSTOMER_READ) |
                    BIT (CUSTOMER_WRITE) | BIT (CUSTOMER_LOOKUP) | BIT (REVEAL) | BIT (PAYMENT_WRITE) |
                    BIT (NOTICE_READ),
  [RT_ROLE_SERVICE] = BIT (ORDER_READ) | BIT (TICKET_READ) | BIT (TICKET_WRITE) | BIT (CUSTOMER_READ) |
                      BIT (CUSTOMER_LOOKUP) | BIT (REVEAL) | BIT (NOTICE_READ),
  [RT_ROLE_DISPATCHER] = BIT (ORDER_READ) | BIT (TICKET_READ) | BIT (TICKET_ASSIGN) | BIT (PLAN) | BIT (CUSTOMER_READ) |
                         BIT (CUSTOMER_LOOKUP) | BIT (REVEAL) | BIT (NOTICE_READ),
  [RT_ROLE_MANAGER] = ALL_RIGHTS & ~BIT (STAFF_MANAGE),
  [RT_ROLE_PRIVACY_OFFICER] =
    BIT (ORDER_READ) | BIT (CUSTOMER_READ) | BIT (REVEAL) | BIT (LOG_READ) | BIT (LOG_VERIFY) | BIT (NOTICE_READ),
  [RT_ROLE_ADMINISTRATOR] = BIT (STAFF_MANAGE) | BIT (SETTINGS_WRITE),
};

static gboolean
role_exists (RtRole role)
{
  return (guint) role < RT_N_ROLES;
}

const char *
rt_role_id (RtRole role)
{
  return role_exists (role) ? roles_table[role].id : NULL;
}

const char *
rt_role_name (RtRole role)
{
  return role_exists (role) ? _ (roles_table[role].name) : NULL;
}

gboolean
rt_role_from_id (const char *id, RtRole *role)
{
  for (guint i = 0; id != NULL && i < RT_N_ROLES; i++)
    if (strcmp (roles_table[i].id, id) == 0)
      {
        *role = (RtRole) i;
        return TRUE;
      }
  return FALSE;
}

static char *
join (RtRoles roles, const char *divider, const char *(*word) (RtRole role))
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < RT_N_ROLES; i++)
    if (roles & RT_ROLES_OF (i))
      {
        if (text->len > 0)
          g_string_append (text, divider);
        g_string_append (text, word ((RtRole) i));
      }
  return g_string_free (text, FALSE);
}

char *
rt_roles_describe (RtRoles roles)
{
  /* Translators: stands between the names of a person's roles, as in "Clerk, Service". */
  return join (roles, C_("roles", ", "), rt_role_name);
}

char *
rt_roles_to_string (RtRoles roles)
{
  return join (roles, ",", rt_role_id);
}

gboolean
rt_roles_parse (const char *text, RtRoles *roles, GError **error)
{
  g_auto (GStrv) words = g_strsplit (text != NULL ? text : "", ",", RT_N_ROLES + 1);
  RtRoles found = 0;

  for (gsize i = 0; words[i] != NULL; i++)
    {
      RtRole role;

      if (!rt_role_from_id (g_strstrip (words[i]), &role))
        {
          found = 0;
          break;
        }
      found |= RT_ROLES_OF (role);
    }
  if (found == 0)
    {
      rt_error_set_invalid (
        error, "roles",
        _("Roles are written with commas between them, and they are clerk, service, dispatcher, manager, "
           "privacy-officer and administrator."));
      return FALSE;
    }
  *roles = found;
  return TRUE;
}

const char *
rt_right_id (RtRight right)
{
  return (guint) right < RT_N_RIGHTS ? right_ids[right] : NULL;
}

gboolean
rt_roles_may (RtRoles roles, RtRight right)
{
  if ((guint) right >= RT_N_RIGHTS)
    return FALSE;
  for (guint i = 0; i < RT_N_ROLES; i++)
    if ((roles & RT_ROLES_OF (i)) && (rights_of[i] & (1u << right)))
      return TRUE;
  return FALSE;
}
