/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An entry of the log in words. */
#include "config.h"

#include "rt-history.h"

#include <string.h>
#include <glib/gi18n.h>

#include "rt-field.h"
#include "rt-found.h"

const RtHistoryKind RT_HISTORY_KINDS[] = {
  { NC_("log", "Everything"), NULL },
  { NC_("log", "Records opened"), "*.open" },
  { NC_("log", "Look-ups by telephone"), "lookup" },
  { NC_("log", "Masked values asked for"), "reveal*" },
  { NC_("log", "Searches and lists"), "[sl][ei][as][rt]*" },
  { NC_("log", "Orders"), "order.*" },
  { NC_("log", "Tickets"), "ticket.*" },
  { NC_("log", "Customers"), "customer.*" },
  { NC_("log", "Prints"), "print*" },
  { NC_("log", "Exports"), "export*" },
  { NC_("log", "Sign-ins"), "sign-in*" },
  { NC_("log", "Refusals"), "*refused" },
  { NC_("log", "Accounts"), "staff.*" },
  { NC_("log", "Review"), "finding.*" },
  { NC_("log", "Keys and recovery sheets"), "[kr]e[yc]*" },
  { NC_("log", "Rules and settings"), "[mrs][aie][tg][rht]*" },
  { NC_("log", "Training"), "[tl][re][as][is]*" },
  { NC_("log", "Texts with a number or address in them"), "text.*" },
  { NULL, NULL },
};

/* Translators: %1$s is a member of staff, %2$s the number of a record. The first that begins like the action counts;
 * where there is no record the next one does. */
static const struct
{
  const char *action, *sentence;
} sentences[] = {
  { "order.open", N_("%1$s opened order %2$s.") },
  { "order.save", N_("%1$s saved order %2$s.") },
  { "order.state", N_("%1$s moved order %2$s on.") },
  { "order.take-over", N_("%1$s took order %2$s over.") },
  { "order.plan", N_("%1$s planned the delivery of order %2$s.") },
  { "order.", N_("%1$s changed order %2$s.") },
  { "payment.", N_("%1$s entered a payment for order %2$s.") },
  { "ticket.open", N_("%1$s opened ticket %2$s.") },
  { "ticket.new", N_("%1$s made ticket %2$s.") },
  { "ticket.note", N_("%1$s wrote into the diary of ticket %2$s.") },
  { "ticket.assign", N_("%1$s gave ticket %2$s to somebody.") },
  { "ticket.visit", N_("%1$s planned a visit for ticket %2$s.") },
  { "ticket.", N_("%1$s worked on ticket %2$s.") },
  { "customer.open", N_("%1$s opened customer %2$s.") },
  { "customer.", N_("%1$s changed customer %2$s.") },
  { "lookup", N_("%1$s looked customer %2$s up by telephone number.") },
  { "lookup", N_("%1$s looked a telephone number up and found nobody.") },
  { "list.orders", N_("%1$s looked through the orders.") },
  { "list.tickets", N_("%1$s looked through the tickets.") },
  { "list.customers", N_("%1$s looked through the customers.") },
  { "list.given", N_("%1$s was given records as a list.") },
  { "search", N_("%1$s searched.") },
  { "reveal.ask", N_("%1$s asked to see more masked values today.") },
  { "reveal.grant", N_("%1$s allowed somebody more masked values.") },
  { "reveal.refuse", N_("%1$s refused somebody more masked values.") },
  { "reveal", N_("%1$s asked for a masked value of %2$s.") },
  { "print.begin", N_("%1$s began to print a paper of %2$s.") },
  { "print.begin", N_("%1$s began to print a paper.") },
  { "print.again", N_("%1$s printed a paper of %2$s again.") },
  { "print.again", N_("%1$s printed a paper again.") },
  { "print", N_("%1$s printed a paper of %2$s.") },
  { "print", N_("%1$s printed a paper.") },
  { "export.begin", N_("%1$s began to export a list.") },
  { "export", N_("%1$s exported a list.") },
  { "import", N_("%1$s imported orders.") },
  { "notice.publish", N_("%1$s published the data-use notice.") },
  { "notice.", N_("%1$s worked on the data-use notice.") },
  { "product.", N_("%1$s changed the product list.") },
  { "staff.add", N_("%1$s made an account.") },
  { "staff.admit", N_("%1$s let somebody in.") },
  { "staff.roles", N_("%1$s changed somebody's roles.") },
  { "staff.disable", N_("%1$s shut an account.") },
  { "staff.", N_("%1$s changed an account.") },
  { "sign-in.refused", N_("Signing in as %1$s was refused.") },
  { "sign-in.locked", N_("%1$s was locked out after too many wrong attempts.") },
  { "sign-in.first", N_("%1$s gave their first password and has one of their own to choose.") },
  { "sign-in.enrol", N_("%1$s gave their password and has sign-in codes to set up.") },
  { "sign-in.refresh", N_("%1$s goes on with what they may see now.") },
  { "sign-in", N_("%1$s signed in.") },
  { "session.", N_("%1$s goes on with what they may see now.") },
  { "password.refused", N_("A new password was refused to %1$s.") },
  { "password.strengthen", N_("The password of %1$s is slower to guess from now on.") },
  { "password.", N_("%1$s changed a password.") },
  { "code.enrol", N_("%1$s set up sign-in codes.") },
  { "code.recovery", N_("%1$s used a recovery code.") },
  { "code.renew", N_("%1$s made new recovery codes.") },
  { "code.refused", N_("New recovery codes were refused to %1$s.") },
  { "lock", N_("The desk of %1$s was locked.") },
  { "refused", N_("%1$s was refused something their roles do not allow.") },
  { "setting.", N_("%1$s changed a setting.") },
  { "matrix.", N_("%1$s changed who may see what.") },
  { "right.", N_("%1$s changed what a role may do.") },
  { "keys.give", N_("%1$s gave somebody keys.") },
  { "keys.take", N_("%1$s took keys from somebody.") },
  { "keys.ask", N_("%1$s asked for a key to be renewed.") },
  { "keys.begin", N_("At the desk of %1$s a key began to be renewed.") },
  { "keys.finish", N_("At the desk of %1$s a key was renewed.") },
  { "keys.held", N_("At the desk of %1$s a former key was kept, since something does not open.") },
  { "keys.unproven", N_("At the desk of %1$s somebody got no new key, since nobody vouches for them.") },
  { "recovery.drill", N_("%1$s tested the recovery sheet.") },
  { "recovery.new", N_("%1$s made a new recovery sheet.") },
  { "recovery.manager", N_("Somebody was made manager with the recovery sheet.") },
  { "lesson.builtin", N_("The ready-made training was taken in.") },
  { "lesson.publish", N_("%1$s published a text of the training.") },
  { "lesson.", N_("%1$s worked on a text of the training.") },
  { "training.acknowledged", N_("%1$s acknowledged the policy.") },
  { "training.passed", N_("%1$s passed a module of the training.") },
  { "training.tried", N_("%1$s tried a module of the training.") },
  { "training.published", N_("%1$s needs no training in what they published.") },
  { "text.found", N_("%1$s saved a text of %2$s with something in it that should not stand there.") },
  { "log.start", N_("The log was begun.") },
  { "log.day", N_("%1$s took the daily sheet of %2$s.") },
  { "log.list", N_("%1$s read the log.") },
  { "log.verify", N_("%1$s verified the log.") },
  { "log.alarm", N_("The log did not fit what was last seen here.") },
  { "review.run", N_("The log was reviewed at the desk of %1$s.") },
  { "finding.ask", N_("%1$s asked somebody to explain a finding.") },
  { "finding.explain", N_("%1$s explained a finding.") },
  { "finding.sign", N_("%1$s signed a finding off.") },
  { "store.create", N_("The store was made.") },
  { "demo.", N_("%1$s filled the store with examples.") },
};

static gboolean
fits (guint i, const char *action, gboolean record)
{
  return g_str_has_prefix (action, sentences[i].action) && (record || strstr (sentences[i].sentence, "%2$s") == NULL);
}

char *
rt_history_sentence (const RtHistoryEntry *entry)
{
  /* Translators: who did it, when no person of the store did */
  const char *name = entry->name != NULL ? entry->name : _("Somebody unknown");
  GString *words = NULL;
  guint i = 0;

  while (i < G_N_ELEMENTS (sentences) && !fits (i, entry->action, entry->record != NULL))
    i++;
  /* Translators: an entry of the log that there is no sentence for: who, and a word for what: "Lin Mei: keys.rotate" */
  words = g_string_new (i < G_N_ELEMENTS (sentences) ? _ (sentences[i].sentence) : _("%1$s: %3$s"));
  g_string_replace (words, "%3$s", entry->action, 0);
  g_string_replace (words, "%2$s", entry->record != NULL ? entry->record : "", 0);
  g_string_replace (words, "%1$s", name, 0);
  return g_string_free (words, FALSE);
}

static char *
name_fields (guint64 fields)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (int field = 0; field < RT_N_FIELDS; field++)
    if ((fields & RT_FIELD_BIT (field)) != 0)
      {
        if (text->len > 0)
          /* Translators: stands between the names of details in an entry of the log: "Name, Phone" */
          g_string_append (text, C_("log", ", "));
        g_string_append (text, _ (rt_field_info ((RtFieldId) field)->label));
      }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* The words that stand in the log for why; what a person wrote is left as it is. */
static const char *
why_words (const char *reason)
{
  static const struct
  {
    const char *id, *words;
  } known[] = {
    { "list", N_("from the list") },     { "print", N_("to print it") }, { "counter", N_("at the counter") },
    { "search", N_("from the search") }, { "job", N_("for the job") },   { "example", N_("as an example") },
    { "edit", N_("to change it") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    if (strcmp (known[i].id, reason) == 0)
      return _ (known[i].words);
  return reason;
}

static const char *
origin_words (const char *origin)
{
  if (g_strcmp0 (origin, "window") == 0)
    return _("in the window");
  return g_strcmp0 (origin, "ctl") == 0 ? _("by command") : origin;
}

static void
add (GString *text, const char *words)
{
  if (words == NULL || words[0] == '\0')
    return;
  if (text->len > 0)
    g_string_append (text, " · ");
  g_string_append (text, words);
}

static void
add_found (GString *text, const char *detail)
{
  g_auto (GStrv) kinds = g_strsplit (detail != NULL ? detail : "", ",", -1);

  for (guint i = 0; kinds[i] != NULL; i++)
    add (text, rt_found_words (kinds[i]));
}

char *
rt_history_facts (const RtHistoryEntry *entry)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *fields = name_fields (entry->fields);

  add (text, fields);
  if (g_strcmp0 (entry->detail, "no-job") == 0)
    add (text, _("no job of theirs"));
  if (g_strcmp0 (entry->action, RT_FOUND_ACTION) == 0)
    add_found (text, entry->detail);
  if (entry->reason != NULL)
    add (text, why_words (entry->reason));
  add (text, origin_words (entry->origin));
  return g_string_free (g_steal_pointer (&text), FALSE);
}
