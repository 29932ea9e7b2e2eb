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

/* Stable words, for files and the log, and what the table of rights calls them. */
static const struct
{
  const char *id;
  const char *name;
} rights_table[RT_N_RIGHTS] = {
  [RT_RIGHT_ORDER_READ] = { "order-read", N_("See orders") },
  [RT_RIGHT_ORDER_WRITE] = { "order-write", N_("Enter and change orders") },
  [RT_RIGHT_ORDER_IMPORT] = { "order-import", N_("Import orders") },
  [RT_RIGHT_TICKET_READ] = { "ticket-read", N_("See tickets") },
  [RT_RIGHT_TICKET_WRITE] = { "ticket-write", N_("Open, work and resolve tickets") },
  [RT_RIGHT_TICKET_ASSIGN] = { "ticket-assign", N_("Assign tickets to others") },
  [RT_RIGHT_CUSTOMER_READ] = { "customer-read", N_("See the customers area") },
  [RT_RIGHT_CUSTOMER_WRITE] = { "customer-write", N_("Enter and change customers") },
  [RT_RIGHT_CUSTOMER_LOOKUP] = { "customer-lookup", N_("Look a customer up by their full phone number") },
  [RT_RIGHT_REVEAL] = { "reveal", N_("Ask to see a masked value") },
  [RT_RIGHT_PAYMENT_WRITE] = { "payment-write", N_("Enter payments") },
  [RT_RIGHT_PRODUCT_WRITE] = { "product-write", N_("Change the product list") },
  [RT_RIGHT_NOTICE_READ] = { "notice-read", N_("See and print notices") },
  [RT_RIGHT_NOTICE_WRITE] = { "notice-write", N_("Write and publish notices") },
  [RT_RIGHT_PLAN] = { "plan", N_("Plan deliveries and visits") },
  [RT_RIGHT_EXPORT] = { "export", N_("Export lists") },
  [RT_RIGHT_LOG_READ] = { "log-read", N_("Read the log") },
  [RT_RIGHT_LOG_VERIFY] = { "log-verify", N_("Verify the log") },
  [RT_RIGHT_STAFF_MANAGE] = { "staff-manage", N_("Make, change and switch off accounts") },
  [RT_RIGHT_STAFF_ADMIT] = { "staff-admit", N_("Let people in") },
  [RT_RIGHT_MATRIX_WRITE] = { "matrix-write", N_("Change who sees what") },
  [RT_RIGHT_SETTINGS_WRITE] = { "settings-write", N_("Change settings") },
  [RT_RIGHT_REVEAL_GRANT] = { "reveal-grant", N_("Allow somebody to see more masked values") },
  [RT_RIGHT_REVIEW_READ] = { "review-read", N_("See the review of looks") },
  [RT_RIGHT_REVIEW_SIGN] = { "review-sign", N_("Sign findings off") },
  [RT_RIGHT_TRAINING_WRITE] = { "training-write", N_("Write the policy and the training") },
  [RT_RIGHT_KEYS_MANAGE] = { "keys-manage", N_("Renew keys and the recovery sheet") },
};

#define BIT(right) (1u << RT_RIGHT_##right)
#define ALL_RIGHTS ((1u << RT_N_RIGHTS) - 1)
/* Of an administrator: accounts, settings and keys, and whether the log is whole; no record of a customer. */
#define WITHOUT_CUSTOMERS                                                                                              \
  (BIT (STAFF_MANAGE) | BIT (SETTINGS_WRITE) | BIT (KEYS_MANAGE) | BIT (LOG_READ) | BIT (LOG_VERIFY) |                 \
   BIT (TRAINING_WRITE))

/* product.md §1. The manager of a small store is its administrator too, by holding both roles: making an account and
 * letting it in stay two acts. */
static const RtRights rights_of[RT_N_ROLES] = {
  [RT_ROLE_CLERK] = BIT (ORDER_READ) | BIT (ORDER_WRITE) | BIT (TICKET_READ) | BIT (CUSTOMER_READ) |
                    BIT (CUSTOMER_WRITE) | BIT (CUSTOMER_LOOKUP) | BIT (REVEAL) | BIT (PAYMENT_WRITE) |
                    BIT (NOTICE_READ),
  [RT_ROLE_SERVICE] = BIT (ORDER_READ) | BIT (TICKET_READ) | BIT (TICKET_WRITE) | BIT (CUSTOMER_READ) |
                      BIT (CUSTOMER_LOOKUP) | BIT (REVEAL) | BIT (NOTICE_READ),
  [RT_ROLE_DISPATCHER] = BIT (ORDER_READ) | BIT (TICKET_READ) | BIT (TICKET_ASSIGN) | BIT (PLAN) | BIT (CUSTOMER_READ) |
                         BIT (CUSTOMER_LOOKUP) | BIT (REVEAL) | BIT (NOTICE_READ),
  [RT_ROLE_MANAGER] = ALL_RIGHTS & ~BIT (STAFF_MANAGE),
  [RT_ROLE_PRIVACY_OFFICER] = BIT (ORDER_READ) | BIT (CUSTOMER_READ) | BIT (REVEAL) | BIT (LOG_READ) |
                              BIT (LOG_VERIFY) | BIT (NOTICE_READ) | BIT (REVIEW_READ) | BIT (TRAINING_WRITE),
  [RT_ROLE_ADMINISTRATOR] = BIT (STAFF_MANAGE) | BIT (SETTINGS_WRITE) | BIT (KEYS_MANAGE),
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

static gboolean
right_exists (RtRight right)
{
  return (guint) right < RT_N_RIGHTS;
}

const char *
rt_right_id (RtRight right)
{
  return right_exists (right) ? rights_table[right].id : NULL;
}

const char *
rt_right_name (RtRight right)
{
  return right_exists (right) ? _ (rights_table[right].name) : NULL;
}

gboolean
rt_right_from_id (const char *id, RtRight *right)
{
  for (guint i = 0; id != NULL && i < RT_N_RIGHTS; i++)
    if (strcmp (rights_table[i].id, id) == 0)
      {
        *right = (RtRight) i;
        return TRUE;
      }
  return FALSE;
}

RtRights
rt_role_default_rights (RtRole role)
{
  return role_exists (role) ? rights_of[role] : 0;
}

gboolean
rt_role_right_is_fixed (RtRole role, RtRight right)
{
  if (!role_exists (role) || !right_exists (right))
    return TRUE;
  switch ((int) right)
    {
    case RT_RIGHT_STAFF_ADMIT:
    case RT_RIGHT_MATRIX_WRITE:
    case RT_RIGHT_STAFF_MANAGE:
      return TRUE;
    default:
      return role == RT_ROLE_ADMINISTRATOR && (WITHOUT_CUSTOMERS & RT_RIGHTS_OF (right)) == 0;
    }
}
