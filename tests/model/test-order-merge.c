/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two people changed one order: nothing either of them entered is lost. No store, no display. */
#include "config.h"

#include <string.h>

#include "rt-order.h"

static void
replace (char **place, const char *text)
{
  g_free (*place);
  *place = g_strdup (text);
}

static RtLineEdit *
add_line (RtOrderEdit *edit, gint64 id, const char *description)
{
  RtLineEdit *line = rt_line_edit_new ();

  line->id = id;
  replace (&line->description, description);
  g_ptr_array_add (edit->lines, line);
  return line;
}

static RtOrderEdit *
new_edit (gint64 rev)
{
  RtOrderEdit *edit = rt_order_edit_new ();

  edit->id = 7;
  edit->rev = rev;
  edit->customer_rev = rev + 10;
  replace (&edit->values[RT_FIELD_NAME], "Jane Sample");
  replace (&edit->values[RT_FIELD_STREET], "1 Oak Lane");
  replace (&edit->values[RT_FIELD_FLOOR], "2");
  replace (&edit->deliver_from, "2026-12-01");
  add_line (edit, 1, "Table");
  add_line (edit, 2, "Chair");
  return edit;
}

/* The fields that are noted, in order, with spaces between. */
static char *
merge (RtOrderEdit *mine, const RtOrderEdit *base, const RtOrderEdit *theirs)
{
  g_autoptr (GPtrArray) notes = rt_order_edit_merge (mine, base, theirs);
  GString *fields = g_string_new (NULL);

  for (guint i = 0; i < notes->len; i++)
    g_string_append_printf (fields, "%s%s", i > 0 ? " " : "", ((RtProblem *) g_ptr_array_index (notes, i))->field);
  return g_string_free (fields, FALSE);
}

static void
test_untouched (void)
{
  g_autoptr (RtOrderEdit) base = new_edit (1);
  g_autoptr (RtOrderEdit) mine = new_edit (1);
  g_autoptr (RtOrderEdit) theirs = new_edit (2);
  g_autofree char *notes = NULL;

  replace (&mine->values[RT_FIELD_STREET], "2 Elm Lane");
  notes = merge (mine, base, theirs);
  g_assert_cmpstr (notes, ==, "");
  g_assert_cmpstr (mine->values[RT_FIELD_STREET], ==, "2 Elm Lane");
  g_assert_cmpint (mine->rev, ==, 2);
  g_assert_cmpint (mine->customer_rev, ==, 12);
}

static void
test_each_changed_something_else (void)
{
  g_autoptr (RtOrderEdit) base = new_edit (1);
  g_autoptr (RtOrderEdit) mine = new_edit (1);
  g_autoptr (RtOrderEdit) theirs = new_edit (2);
  g_autofree char *notes = NULL;

  replace (&mine->values[RT_FIELD_STREET], "2 Elm Lane");
  replace (&theirs->values[RT_FIELD_FLOOR], "5");
  replace (&theirs->deliver_from, "2026-12-09");
  replace (&theirs->deliver_time, "evening");
  replace (&((RtLineEdit *) g_ptr_array_index (theirs->lines, 0))->quantity, "3");
  notes = merge (mine, base, theirs);
  g_assert_cmpstr (notes, ==, "floor lines deliver_from deliver_time");
  g_assert_cmpstr (mine->values[RT_FIELD_STREET], ==, "2 Elm Lane");
  g_assert_cmpstr (mine->values[RT_FIELD_FLOOR], ==, "5");
  g_assert_cmpstr (mine->deliver_from, ==, "2026-12-09");
  g_assert_cmpstr (mine->deliver_time, ==, "evening");
  g_assert_cmpuint (mine->lines->len, ==, 2);
  g_assert_cmpstr (((RtLineEdit *) g_ptr_array_index (mine->lines, 0))->quantity, ==, "3");
}

static void
test_both_changed_the_same (void)
{
  g_autoptr (RtOrderEdit) base = new_edit (1);
  g_autoptr (RtOrderEdit) mine = new_edit (1);
  g_autoptr (RtOrderEdit) theirs = new_edit (2);
  g_autoptr (GPtrArray) notes = NULL;
  const RtProblem *note;

  replace (&mine->values[RT_FIELD_FLOOR], "3");
  replace (&theirs->values[RT_FIELD_FLOOR], "5");
  notes = rt_order_edit_merge (mine, base, theirs);
  g_assert_cmpuint (notes->len, ==, 1);
  note = g_ptr_array_index (notes, 0);
  g_assert_cmpstr (mine->values[RT_FIELD_FLOOR], ==, "3");
  g_assert_nonnull (strstr (note->message, "5"));
}

static void
test_both_changed_the_lines (void)
{
  g_autoptr (RtOrderEdit) base = new_edit (1);
  g_autoptr (RtOrderEdit) mine = new_edit (1);
  g_autoptr (RtOrderEdit) theirs = new_edit (2);
  g_autofree char *notes = NULL;

  replace (&((RtLineEdit *) g_ptr_array_index (mine->lines, 1))->description, "Armchair");
  g_ptr_array_remove_index (theirs->lines, 1);
  add_line (theirs, 9, "Lamp");
  notes = merge (mine, base, theirs);
  g_assert_cmpstr (notes, ==, "lines");
  g_assert_cmpuint (mine->lines->len, ==, 3);
  /* What the other one took out would be a new line, or saving could not find it. */
  g_assert_cmpint (((RtLineEdit *) g_ptr_array_index (mine->lines, 1))->id, ==, 0);
  g_assert_cmpstr (((RtLineEdit *) g_ptr_array_index (mine->lines, 1))->description, ==, "Armchair");
  g_assert_cmpstr (((RtLineEdit *) g_ptr_array_index (mine->lines, 2))->description, ==, "Lamp");
}

static void
test_line_i_took_out_stays_out (void)
{
  g_autoptr (RtOrderEdit) base = new_edit (1);
  g_autoptr (RtOrderEdit) mine = new_edit (1);
  g_autoptr (RtOrderEdit) theirs = new_edit (2);
  g_autofree char *notes = NULL;

  g_ptr_array_remove_index (mine->lines, 1);
  add_line (theirs, 9, "Lamp");
  notes = merge (mine, base, theirs);
  g_assert_cmpstr (notes, ==, "lines");
  g_assert_cmpuint (mine->lines->len, ==, 2);
  g_assert_cmpstr (((RtLineEdit *) g_ptr_array_index (mine->lines, 1))->description, ==, "Lamp");
}

static void
test_base_not_known (void)
{
  g_autoptr (RtOrderEdit) mine = new_edit (1);
  g_autoptr (RtOrderEdit) theirs = new_edit (4);
  g_autofree char *notes = NULL;

  replace (&mine->values[RT_FIELD_FLOOR], "3");
  replace (&theirs->values[RT_FIELD_NAME], "Jane Other");
  notes = merge (mine, NULL, theirs);
  g_assert_cmpstr (notes, ==, "name floor");
  g_assert_cmpstr (mine->values[RT_FIELD_NAME], ==, "Jane Sample");
  g_assert_cmpstr (mine->values[RT_FIELD_FLOOR], ==, "3");
}

static void
test_masked_stays_out (void)
{
  g_autoptr (RtOrderEdit) base = new_edit (1);
  g_autoptr (RtOrderEdit) mine = new_edit (1);
  g_autoptr (RtOrderEdit) theirs = new_edit (2);
  g_autofree char *notes = NULL;

  g_clear_pointer (&mine->values[RT_FIELD_NAME], g_free);
  replace (&theirs->values[RT_FIELD_NAME], "Jane Other");
  notes = merge (mine, base, theirs);
  g_assert_cmpstr (notes, ==, "");
  g_assert_null (mine->values[RT_FIELD_NAME]);
}

static void
test_consent_taken_back_by_one (void)
{
  g_autoptr (RtOrderEdit) base = new_edit (1);
  g_autoptr (RtOrderEdit) mine = new_edit (1);
  g_autoptr (RtOrderEdit) theirs = new_edit (2);
  g_autofree char *notes = NULL;

  base->home_consent = mine->home_consent = TRUE;
  notes = merge (mine, base, theirs);
  g_assert_cmpstr (notes, ==, "home_consent");
  g_assert_false (mine->home_consent);
}

static void
test_draft_kinds (void)
{
  g_autofree char *fresh = rt_order_draft_kind (0);
  g_autofree char *change = rt_order_draft_kind (42);

  g_assert_cmpint (rt_order_draft_id (fresh), ==, 0);
  g_assert_cmpint (rt_order_draft_id (change), ==, 42);
  g_assert_cmpint (rt_order_draft_id ("ticket:42"), ==, -1);
  g_assert_cmpint (rt_order_draft_id ("order:"), ==, -1);
  g_assert_cmpint (rt_order_draft_id ("order:-3"), ==, -1);
  g_assert_cmpint (rt_order_draft_id (NULL), ==, -1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/what the other did not touch stays as typed", test_untouched);
  g_test_add_func ("/model/changes of different fields come together", test_each_changed_something_else);
  g_test_add_func ("/model/a field both changed stays mine and names theirs", test_both_changed_the_same);
  g_test_add_func ("/model/lines both changed are joined, none is lost", test_both_changed_the_lines);
  g_test_add_func ("/model/a line I took out does not come back", test_line_i_took_out_stays_out);
  g_test_add_func ("/model/without the beginning every difference is named", test_base_not_known);
  g_test_add_func ("/model/what I may not see stays out of it", test_masked_stays_out);
  g_test_add_func ("/model/a consent somebody took back is not given again", test_consent_taken_back_by_one);
  g_test_add_func ("/model/drafts say which order they are about", test_draft_kinds);
  return g_test_run ();
}
