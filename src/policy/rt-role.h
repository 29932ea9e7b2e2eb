/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Roles, product.md §1. A person holds any number of them: RtRoles is a set of (1 << RtRole). The numbers are stored:
 * never renumber. */
typedef enum
{
  RT_ROLE_CLERK,
  RT_ROLE_SERVICE,
  RT_ROLE_DISPATCHER,
  RT_ROLE_MANAGER,
  RT_ROLE_PRIVACY_OFFICER,
  RT_ROLE_ADMINISTRATOR,
} RtRole;
#define RT_N_ROLES 6

typedef guint32 RtRoles;
#define RT_ROLES_OF(role) ((RtRoles) 1u << (role))

/* Everything here is pure: any thread. Strings that char * functions return are new; const char * ones are static. */

/** rt_role_id: "clerk", "privacy-officer": stable, for files and commands. NULL for no such role. */
const char *rt_role_id (RtRole role);
/** rt_role_name: translated. NULL for no such role. */
const char *rt_role_name (RtRole role);
/** rt_role_from_id: FALSE, leaving @role alone, when @id is NULL or no role's. */
gboolean rt_role_from_id (const char *id, RtRole *role);
/** rt_roles_describe: "Clerk, Service" translated, in the order of the enumeration; "" for the empty set. */
char *rt_roles_describe (RtRoles roles);
/** rt_roles_parse: "clerk,service", spaces around words allowed. FALSE with RT_ERROR_INVALID (field "roles") on an
 * unknown word or an empty set. */
gboolean rt_roles_parse (const char *text, RtRoles *roles, GError **error);
/** rt_roles_to_string: "clerk,service", which rt_roles_parse() reads back; "" for the empty set. */
char *rt_roles_to_string (RtRoles roles);

/** What a role may do, apart from which fields it sees. Stored by id. */
typedef enum
{
  RT_RIGHT_ORDER_READ,
  RT_RIGHT_ORDER_WRITE,
  RT_RIGHT_ORDER_IMPORT,
  RT_RIGHT_TICKET_READ,
  RT_RIGHT_TICKET_WRITE,  /* open, work, resolve */
  RT_RIGHT_TICKET_ASSIGN, /* to others; taking an unassigned one needs only TICKET_WRITE */
  RT_RIGHT_CUSTOMER_READ, /* the customers area */
  RT_RIGHT_CUSTOMER_WRITE,
  RT_RIGHT_CUSTOMER_LOOKUP, /* by full phone number, product.md §4 */
  RT_RIGHT_REVEAL,          /* ask for a masked value */
  RT_RIGHT_PAYMENT_WRITE,
  RT_RIGHT_PRODUCT_WRITE,
  RT_RIGHT_NOTICE_READ,  /* current text, preview, print */
  RT_RIGHT_NOTICE_WRITE, /* edit, publish */
  RT_RIGHT_PLAN,         /* plan deliveries and visits */
  RT_RIGHT_EXPORT,
  RT_RIGHT_LOG_READ,
  RT_RIGHT_LOG_VERIFY,
  RT_RIGHT_STAFF_MANAGE, /* accounts: make, change, disable, reset */
  RT_RIGHT_STAFF_ADMIT,  /* wrap class keys to a person: needs the keys oneself */
  RT_RIGHT_MATRIX_WRITE,
  RT_RIGHT_SETTINGS_WRITE,
  RT_RIGHT_REVEAL_GRANT,   /* allow somebody more reveals today */
  RT_RIGHT_REVIEW_READ,    /* findings over the log, the picture of looks */
  RT_RIGHT_REVIEW_SIGN,    /* sign a finding off, or ask for an explanation */
  RT_RIGHT_TRAINING_WRITE, /* policy, modules and questions */
  RT_RIGHT_KEYS_MANAGE,    /* rotation, new recovery sheet and store key, drill */
  RT_N_RIGHTS
} RtRight;

/** RtRights: a set of (1 << RtRight). */
typedef guint32 RtRights;
#define RT_RIGHTS_OF(right) ((RtRights) 1u << (right))

/** rt_right_id: "order-read": stable. NULL for no such right. */
const char *rt_right_id (RtRight right);
/** rt_right_name: translated: "See orders". NULL for no such right. */
const char *rt_right_name (RtRight right);
/** rt_right_from_id: FALSE, leaving @right alone, when @id is NULL or no right's. */
gboolean rt_right_from_id (const char *id, RtRight *right);
/** rt_role_default_rights: product.md §1. What a role may do in this store is asked of rt_matrix_may(). 0 for no such
 * role. */
RtRights rt_role_default_rights (RtRole role);
/** rt_role_right_is_fixed: rights that no store can give or take: who lets people in and changes the table is a
 * manager, who makes accounts an administrator; an administrator does nothing that shows a customer (product.md §1,
 * §4). */
gboolean rt_role_right_is_fixed (RtRole role, RtRight right);

G_END_DECLS
