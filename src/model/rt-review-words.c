/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the review says in words. */
#include "config.h"

#include <string.h>
#include <glib/gi18n.h>

#include "rt-review.h"

static const struct
{
  const char *id, *name;
} states[] = {
  [RT_FINDING_OPEN] = { "open", NC_("finding", "Open") },
  [RT_FINDING_ASKED] = { "asked", NC_("finding", "Waiting for an answer") },
  [RT_FINDING_EXPLAINED] = { "explained", NC_("finding", "Explained") },
  [RT_FINDING_CLOSED] = { "closed", NC_("finding", "Signed off") },
};

static const struct
{
  const char *id, *name;
} verdicts[RT_N_VERDICTS] = {
  [RT_VERDICT_FINE] = { "fine", NC_("finding", "All in order") },
  [RT_VERDICT_TALKED] = { "talked", NC_("finding", "Talked to the person") },
  [RT_VERDICT_INCIDENT] = { "incident", NC_("finding", "An incident") },
};

const char *
rt_finding_state_id (RtFindingState state)
{
  return (guint) state < G_N_ELEMENTS (states) ? states[state].id : NULL;
}

const char *
rt_finding_state_name (RtFindingState state)
{
  return (guint) state < G_N_ELEMENTS (states) ? g_dpgettext2 (NULL, "finding", states[state].name) : NULL;
}

const char *
rt_verdict_id (RtVerdict verdict)
{
  return (guint) verdict < RT_N_VERDICTS ? verdicts[verdict].id : NULL;
}

gboolean
rt_verdict_from_id (const char *id, RtVerdict *verdict)
{
  for (guint i = 0; id != NULL && i < RT_N_VERDICTS; i++)
    if (strcmp (verdicts[i].id, id) == 0)
      {
        *verdict = (RtVerdict) i;
        return TRUE;
      }
  return FALSE;
}

const char *
rt_verdict_name (RtVerdict verdict)
{
  return (guint) verdict < RT_N_VERDICTS ? g_dpgettext2 (NULL, "finding", verdicts[verdict].name) : NULL;
}

const char *
rt_finding_severity_name (guint severity)
{
  switch (severity)
    {
    case 1:
      return C_("finding", "Worth a look");
    case 2:
      return C_("finding", "Serious");
    default:
      return C_("finding", "An incident?");
    }
}

const char *
rt_finding_why (RtReviewRule rule)
{
  switch (rule)
    {
    case RT_REVIEW_NO_JOB:
      return _("Customers are looked at for a job; these were not part of this person's own work.");
    case RT_REVIEW_MANY:
      return _("Looking at many customers in a day is how collections of data leave a store.");
    case RT_REVIEW_OUTSIDE:
      return _("Looks outside the hours of the store are looked at.");
    case RT_REVIEW_NEW_STAFF:
      return _("Whoever is new is helped by a second pair of eyes.");
    case RT_REVIEW_REPEATED:
      return _("Coming back to one person without a job may be curiosity, or worse.");
    case RT_REVIEW_REFUSED:
      return _("Somebody whom the desk keeps refusing needs other rights, or is trying doors.");
    case RT_REVIEW_LOOKUPS:
      return _("Nobody serves more customers than that at a counter.");
    case RT_REVIEW_EXPORTS:
      return _("What was exported is no longer kept by the store's locks.");
    case RT_REVIEW_WRONG_LOGIN:
      return _("Wrong passwords in a row are forgotten ones, or guesses.");
    case RT_N_REVIEW_RULES:
    default:
      return "";
    }
}

static char *
clock_time (gint64 at)
{
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_local (at);

  return moment != NULL ? g_date_time_format (moment, "%H:%M") : g_strdup ("");
}

/* Translators, for all of these: %1$s is a member of staff, %3$s a day ("12 Nov"), %4$s and %5$s are times of day. */
static const char *
day_sentence (RtReviewRule rule, gulong n)
{
  switch (rule)
    {
    case RT_REVIEW_NO_JOB:
      return ngettext ("%1$s opened %2$u customer without a job on %3$s between %4$s and %5$s.",
                       "%1$s opened %2$u customers without a job on %3$s between %4$s and %5$s.", n);
    case RT_REVIEW_MANY:
      return ngettext ("%1$s looked at %2$u customer on %3$s between %4$s and %5$s.",
                       "%1$s looked at %2$u customers on %3$s between %4$s and %5$s.", n);
    case RT_REVIEW_OUTSIDE:
      return ngettext ("%1$s looked at %2$u customer outside working hours on %3$s between %4$s and %5$s.",
                       "%1$s looked at %2$u customers outside working hours on %3$s between %4$s and %5$s.", n);
    case RT_REVIEW_NEW_STAFF:
      return ngettext (
        "%1$s, who is new, looked at %2$u customer of other people's work on %3$s between %4$s and %5$s.",
        "%1$s, who is new, looked at %2$u customers of other people's work on %3$s between %4$s and %5$s.", n);
    case RT_REVIEW_REFUSED:
      return ngettext ("%1$s was refused %2$u time on %3$s between %4$s and %5$s.",
                       "%1$s was refused %2$u times on %3$s between %4$s and %5$s.", n);
    case RT_REVIEW_LOOKUPS:
      return ngettext (
        "%1$s looked up %2$u customer by telephone number on %3$s, up to the limit of an hour between %4$s and %5$s.",
        "%1$s looked up %2$u customers by telephone number on %3$s, up to the limit of an hour between %4$s and %5$s.",
        n);
    case RT_REVIEW_EXPORTS:
      return ngettext ("%1$s exported %2$u list on %3$s between %4$s and %5$s.",
                       "%1$s exported %2$u lists on %3$s between %4$s and %5$s.", n);
    case RT_REVIEW_WRONG_LOGIN:
      return ngettext ("Signing in as %1$s failed %2$u time on %3$s between %4$s and %5$s.",
                       "Signing in as %1$s failed %2$u times on %3$s between %4$s and %5$s.", n);
    case RT_REVIEW_REPEATED:
    case RT_N_REVIEW_RULES:
    default:
      return NULL;
    }
}

/* The same when all of it was in one minute.
 * Translators, for all of these: %1$s is a member of staff, %3$s a day ("12 Nov"), %4$s a time of day. */
static const char *
minute_sentence (RtReviewRule rule, gulong n)
{
  switch (rule)
    {
    case RT_REVIEW_NO_JOB:
      return ngettext ("%1$s opened %2$u customer without a job on %3$s at %4$s.",
                       "%1$s opened %2$u customers without a job on %3$s at %4$s.", n);
    case RT_REVIEW_MANY:
      return ngettext ("%1$s looked at %2$u customer on %3$s at %4$s.",
                       "%1$s looked at %2$u customers on %3$s at %4$s.", n);
    case RT_REVIEW_OUTSIDE:
      return ngettext ("%1$s looked at %2$u customer outside working hours on %3$s at %4$s.",
                       "%1$s looked at %2$u customers outside working hours on %3$s at %4$s.", n);
    case RT_REVIEW_NEW_STAFF:
      return ngettext ("%1$s, who is new, looked at %2$u customer of other people's work on %3$s at %4$s.",
                       "%1$s, who is new, looked at %2$u customers of other people's work on %3$s at %4$s.", n);
    case RT_REVIEW_REFUSED:
      return ngettext ("%1$s was refused %2$u time on %3$s at %4$s.", "%1$s was refused %2$u times on %3$s at %4$s.",
                       n);
    case RT_REVIEW_LOOKUPS:
      return ngettext ("%1$s looked up %2$u customer by telephone number on %3$s, up to the limit of an hour at %4$s.",
                       "%1$s looked up %2$u customers by telephone number on %3$s, up to the limit of an hour at %4$s.",
                       n);
    case RT_REVIEW_EXPORTS:
      return ngettext ("%1$s exported %2$u list on %3$s at %4$s.", "%1$s exported %2$u lists on %3$s at %4$s.", n);
    case RT_REVIEW_WRONG_LOGIN:
      return ngettext ("Signing in as %1$s failed %2$u time on %3$s at %4$s.",
                       "Signing in as %1$s failed %2$u times on %3$s at %4$s.", n);
    case RT_REVIEW_REPEATED:
    case RT_N_REVIEW_RULES:
    default:
      return NULL;
    }
}

static gboolean
counts_people (RtReviewRule rule)
{
  return rule == RT_REVIEW_NO_JOB || rule == RT_REVIEW_MANY || rule == RT_REVIEW_OUTSIDE || rule == RT_REVIEW_NEW_STAFF;
}

static char *
repeated_sentence (const RtFinding *self)
{
  g_autofree char *from = rt_day_format (rt_day_from_moment (self->from), 's', NULL);
  g_autofree char *to = rt_day_format (rt_day_from_moment (self->to), 's', NULL);

  /* Translators: %1$s is a member of staff, %2$u how often, %3$s the number of a customer, %4$s and %5$s are days. */
  return g_strdup_printf (ngettext ("%1$s looked at customer %3$s %2$u time without a job between %4$s and %5$s.",
                                    "%1$s looked at customer %3$s %2$u times without a job between %4$s and %5$s.",
                                    self->times),
                          self->name, self->times, self->customer != NULL ? self->customer : "", from, to);
}

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
char *
rt_finding_sentence (const RtFinding *self)
{
  guint n = counts_people (self->rule) ? self->people : self->times;
  g_autofree char *day = rt_day_format (self->day, 's', NULL);
  g_autofree char *from = clock_time (self->from);
  g_autofree char *to = clock_time (self->to);
  const char *sentence = strcmp (from, to) == 0 ? minute_sentence (self->rule, n) : day_sentence (self->rule, n);

  if (sentence == NULL)
    return repeated_sentence (self);
  return g_strdup_printf (sentence, self->name, n, day, from, to);
}
#pragma GCC diagnostic pop
