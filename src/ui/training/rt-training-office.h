/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-training-requests.h"
#include <adwaita.h>

G_BEGIN_DECLS

/* The groups of the training page for whoever writes the training. Rows act through the page's actions
 * "training.edit" (x: topic, 0 a new module) and "training.retire" (x: topic). Main thread. */

/** rt_training_office_add_texts: the texts with their versions. */
void rt_training_office_add_texts (AdwPreferencesGroup *group, const RtTrainingOffice *office);
/** rt_training_office_add_people: how everybody stands; who has something to do first, then whose training ends first.
 * @today: what ends within a month is marked. */
void rt_training_office_add_people (AdwPreferencesGroup *group, const RtTrainingOffice *office, RtDay today);
/** rt_training_describe: "Everything done, good until 3 May 2027.", "2 texts to do". New string. */
char *rt_training_describe (const RtTrainingState *state);

G_END_DECLS
