/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The people and the products of an example store. */
#include "config.h"

#include <string.h>

#include "rt-accounts.h"
#include "rt-demo-private.h"
#include "rt-grants.h"
#include "rt-product.h"
#include "rt-training-private.h"

#define DAY     (24 * 3600)
#define MORNING (2 * 3600) /* UTC; ten o'clock in China */

const RtDemoStaff RT_DEMO_STAFF[] = {
  { "wang.fang", "Wang Fang", "王芳", RT_ROLES_OF (RT_ROLE_CLERK) },
  { "li.qiang", "Li Qiang", "李强", RT_ROLES_OF (RT_ROLE_CLERK) },
  { "lin.mei", "Lin Mei", "林梅", RT_ROLES_OF (RT_ROLE_SERVICE) },
  { "huang.tao", "Huang Tao", "黄涛", RT_ROLES_OF (RT_ROLE_SERVICE) },
  { "chen.jie", "Chen Jie", "陈杰", RT_ROLES_OF (RT_ROLE_DISPATCHER) },
  { "liu.yang", "Liu Yang", "刘洋", RT_ROLES_OF (RT_ROLE_PRIVACY_OFFICER) },
  { "sun.lei", "Sun Lei", "孙磊", RT_ROLES_OF (RT_ROLE_ADMINISTRATOR) },
  { NULL, NULL, NULL, 0 },
};

static gboolean
find_staff (RtWork *work, const char *login, gint64 *id, GError **error)
{
  g_autoptr (RtStatement) statement =
    rt_db_prepare (rt_work_get_db (work), "SELECT id FROM staff WHERE login = ?1", error);
  gboolean row = FALSE;

  if (statement == NULL)
    return FALSE;
  rt_statement_bind (statement, "s", login);
  if (!rt_statement_step (statement, &row, error))
    return FALSE;
  *id = row ? rt_statement_get_int (statement, 0) : 0;
  return TRUE;
}

/* One of them has let it run out, so that there is something to be seen of that. */
static RtDay
get_trained_on (RtWork *work, const RtDemoStaff *person)
{
  RtDay today = rt_work_get_today (work);

  return strcmp (person->login, RT_DEMO_UNTRAINED) == 0 ? rt_day_add_months (today, -14) : today;
}

static gboolean
add_person (RtWork *work, const RtDemoStaff *person, guint chinese, gint64 *id, GError **error)
{
  RtSession *session = rt_work_get_session (work);
  g_autoptr (RtSecret) password = rt_secret_new_from (RT_DEMO_PASSWORD, strlen (RT_DEMO_PASSWORD));
  const RtDay trained_on = get_trained_on (work, person);
  g_auto (RtStaffLock) lock = { 0 };
  guint missing = 0;

  /* Everybody knows the password, so stretching it long protects nothing. */
  return rt_staff_lock_make (&lock, password, RT_KDF_COST_MINIMUM, NULL, error) &&
         rt_account_insert (rt_work_get_db (work), person->login, chinese ? person->name_zh : person->name_en,
                            person->roles, "active", &lock, rt_work_get_now (work), id, error) &&
         rt_grants_give (rt_work_get_db (work), rt_session_get_keys (session), rt_work_get_matrix (work), person->roles,
                         *id, lock.public_key, &missing, error) &&
         rt_training_insert_example (rt_work_get_db (work), *id, trained_on, (gint64) trained_on * DAY + MORNING,
                                     error) &&
         rt_work_log (work, "staff.add", "staff", *id, 0, "example", NULL, error) &&
         rt_work_log (work, "staff.admit", "staff", *id, 0, "example", NULL, error);
}

static void
join_team (RtDemoTeam *team, RtRoles roles, gint64 id)
{
  if (roles & RT_ROLES_OF (RT_ROLE_CLERK))
    team->clerks[team->clerks[0] != 0] = id;
  if (roles & RT_ROLES_OF (RT_ROLE_SERVICE))
    team->service[team->service[0] != 0] = id;
  if (roles & RT_ROLES_OF (RT_ROLE_DISPATCHER))
    team->dispatcher = id;
}

gboolean
rt_demo_add_staff (RtWork *work, guint chinese, RtDemoTeam *team, GError **error)
{
  if (!rt_work_need (work, RT_RIGHT_STAFF_MANAGE, error) || !rt_work_need (work, RT_RIGHT_STAFF_ADMIT, error))
    return FALSE;
  for (const RtDemoStaff *person = RT_DEMO_STAFF; person->login != NULL; person++)
    {
      gint64 id = 0;

      if (!find_staff (work, person->login, &id, error) || (id == 0 && !add_person (work, person, chinese, &id, error)))
        return FALSE;
      join_team (team, person->roles, id);
    }
  rt_work_changed (work, "staff", 0);
  return TRUE;
}

gboolean
rt_demo_add_products (RtWork *work, guint chinese, GError **error)
{
  const char *currency = rt_work_get_store (work)->currency;
  guint yuan = g_strcmp0 (currency, "CNY") == 0;

  for (guint i = 0; i < rt_demo_n_products; i++)
    {
      const RtDemoProduct *product = &rt_demo_products[i];
      RtProduct row = {
        .code = (char *) product->code,
        .name = (char *) product->name[chinese],
        .category = (char *) product->category[chinese],
        .list_price = product->price[yuan] * 100,
        .warranty = product->warranty,
      };

      if (rt_product_save (work, &row, error) == 0)
        return FALSE;
    }
  return TRUE;
}
