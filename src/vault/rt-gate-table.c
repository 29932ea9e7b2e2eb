/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who may name what. Whatever is not written here cannot be named by anybody but the program's own set-up. A primary
 * key is not updatable by anyone. */
#include "config.h"

#include "rt-gate-private.h"

#define MAY(right) (1u << RT_RIGHT_##right)
#define ANYBODY    RT_GATE_SIGNED_IN
#define NOBODY     0u

/* Whose work touches a customer, an order, a ticket at all; each of these is further narrowed by class. */
#define CUSTOMERS       (MAY (CUSTOMER_READ) | MAY (ORDER_READ) | MAY (TICKET_READ) | MAY (CUSTOMER_LOOKUP))
#define ORDERS          (MAY (ORDER_READ) | MAY (TICKET_READ) | MAY (CUSTOMER_READ) | MAY (PLAN))
#define TICKETS         (MAY (TICKET_READ) | MAY (PLAN))
#define OWN_WORK_FACTS  (CUSTOMERS | MAY (PLAN))
#define NOTICES         (MAY (NOTICE_READ) | MAY (NOTICE_WRITE) | MAY (ORDER_READ))
#define ENTER_ORDERS    (MAY (ORDER_WRITE) | MAY (ORDER_IMPORT))
#define ENTER_CUSTOMERS (MAY (CUSTOMER_WRITE) | MAY (ORDER_IMPORT))
#define ENTER_TICKETS   (MAY (TICKET_WRITE) | MAY (TICKET_ASSIGN) | MAY (PLAN))
#define ACCOUNTS        (MAY (STAFF_MANAGE) | MAY (STAFF_ADMIT))
#define KEYS            (ACCOUNTS | MAY (MATRIX_WRITE) | MAY (KEYS_MANAGE)) /* what they do may ask for new keys */
#define REVEALS         (MAY (REVEAL) | MAY (REVEAL_GRANT))

#define PLAIN(table, columns, read, update)                                                                            \
  {                                                                                                                    \
    table, columns, RT_NEED_NOTHING, RT_CLASS_CONTACT, read, update, FALSE                                             \
  }
#define SEALED(table, columns, klass, read, update)                                                                    \
  {                                                                                                                    \
    table, columns, RT_NEED_KEY, RT_CLASS_##klass, read, update, FALSE                                                 \
  }
#define MASKED(table, columns, klass, read)                                                                            \
  {                                                                                                                    \
    table, columns, RT_NEED_MASKED, RT_CLASS_##klass, read, NOBODY, FALSE                                              \
  }
#define MONEY(table, columns, read, update)                                                                            \
  {                                                                                                                    \
    table, columns, RT_NEED_CLEAR, RT_CLASS_MONEY, read, update, FALSE                                                 \
  }
/* The masked form is written by whoever may seal the value, also where they would not see it masked. */
#define MASK_WRITTEN(table, columns, klass, update)                                                                    \
  {                                                                                                                    \
    table, columns, RT_NEED_KEY, RT_CLASS_##klass, NOBODY, update, FALSE                                               \
  }
/* Erasing needs no key: the door code goes when the visit is done, whoever notes that it is. */
#define ERASABLE(table, columns, klass, read, update)                                                                  \
  {                                                                                                                    \
    table, columns, RT_NEED_KEY, RT_CLASS_##klass, read, update, TRUE                                                  \
  }

const RtGateColumns rt_gate_columns[] = {
  PLAIN ("store", "id uuid currency created_at recovery_key kdf_ops kdf_mem_kib", ANYBODY, NOBODY),
  PLAIN ("store", "name contact privacy_contact region language", ANYBODY, MAY (SETTINGS_WRITE)),
  PLAIN ("setting", "id", ANYBODY, NOBODY),
  PLAIN ("setting", "value reason source changed_at changed_by", ANYBODY, MAY (SETTINGS_WRITE)),
  PLAIN ("matrix", "class role", ANYBODY, NOBODY),
  PLAIN ("matrix", "access", ANYBODY, MAY (MATRIX_WRITE)),
  PLAIN ("role_right", "role right", ANYBODY, NOBODY),
  PLAIN ("role_right", "allowed", ANYBODY, MAY (MATRIX_WRITE)),

  /* Names stand in diaries, so everybody reads them; what opens a person's keys is the system's alone to read. */
  PLAIN ("staff", "id created_at last_sign_in", ANYBODY, NOBODY),
  PLAIN ("staff", "login name roles supervisor_id", ANYBODY, MAY (STAFF_MANAGE)),
  PLAIN ("staff", "state trained_until changed_at", ANYBODY, ACCOUNTS),
  PLAIN ("staff", "public_key", ACCOUNTS, MAY (STAFF_MANAGE)),
  PLAIN ("staff", "locked_at", ANYBODY, ACCOUNTS),
  PLAIN ("staff", "failures not_before", ACCOUNTS, ACCOUNTS),
  PLAIN ("staff", "secret_sealed kdf_salt kdf_ops kdf_mem_kib", NOBODY, MAY (STAFF_MANAGE)),
  PLAIN ("staff", "totp_sealed", NOBODY, ACCOUNTS), /* taking a code away is to enrol anew */
  PLAIN ("staff_code", "staff_id", ACCOUNTS, NOBODY),

  PLAIN ("class_key", "slot version link created_at", ANYBODY, NOBODY),
  PLAIN ("class_key_wrap", "slot version staff_id", KEYS, NOBODY),
  PLAIN ("rotation", "id slot reason asked_at asked_by version pass place cursor changed damaged done finished_at",
         KEYS, NOBODY),

  PLAIN ("log", "seq at actor action subject row fields reason origin detail",
         MAY (LOG_READ) | MAY (LOG_VERIFY) | MAY (REVIEW_READ), NOBODY),
  PLAIN ("log", "mac", MAY (LOG_VERIFY), NOBODY),
  PLAIN ("sequence", "id", ANYBODY, NOBODY),
  PLAIN ("sequence", "next", ANYBODY, ANYBODY),

  /* Whoever is asked about their own looks reads and answers that; the model gives nobody another's. */
  PLAIN ("review", "id", MAY (REVIEW_READ), NOBODY),
  PLAIN ("review", "seq at", MAY (REVIEW_READ), MAY (REVIEW_READ)),
  PLAIN ("finding", "id rule staff_id day customer_id", ANYBODY, NOBODY),
  PLAIN ("finding", "severity from_at to_at people times last_seq", ANYBODY, MAY (REVIEW_READ)),
  PLAIN ("finding", "found_at", MAY (REVIEW_READ), NOBODY),
  PLAIN ("finding", "asked_at asked_by", ANYBODY, MAY (REVIEW_SIGN)),
  PLAIN ("finding", "explanation explained_at", ANYBODY, ANYBODY),
  PLAIN ("finding", "verdict note signed_by", MAY (REVIEW_READ), MAY (REVIEW_SIGN)),
  PLAIN ("finding", "signed_at", ANYBODY, MAY (REVIEW_SIGN)),
  PLAIN ("finding_entry", "finding_id seq at action subject row", ANYBODY, NOBODY),
  PLAIN ("customer", "id number", MAY (REVIEW_READ), NOBODY),
  PLAIN ("orders", "id number customer_id", MAY (REVIEW_READ), NOBODY),
  PLAIN ("ticket", "id number customer_id", MAY (REVIEW_READ), NOBODY),

  PLAIN ("customer", "id number source source_ref created_at created_by", CUSTOMERS, NOBODY),
  PLAIN ("customer", "changed_at rev", CUSTOMERS, ENTER_CUSTOMERS),
  SEALED ("customer", "contact_sealed", CONTACT, CUSTOMERS, ENTER_CUSTOMERS),
  MASKED ("customer", "contact_masked", CONTACT, CUSTOMERS),
  MASK_WRITTEN ("customer", "contact_masked", CONTACT, ENTER_CUSTOMERS),
  PLAIN ("customer", "phone_digest phone2_digest email_digest", MAY (CUSTOMER_LOOKUP), ENTER_CUSTOMERS),

  PLAIN ("address", "id customer_id created_at", CUSTOMERS, NOBODY),
  PLAIN ("address", "rev", CUSTOMERS, ENTER_CUSTOMERS),
  SEALED ("address", "address_sealed", ADDRESS, CUSTOMERS, ENTER_CUSTOMERS),
  MASKED ("address", "address_masked", ADDRESS, CUSTOMERS),
  MASK_WRITTEN ("address", "address_masked", ADDRESS, ENTER_CUSTOMERS),

  PLAIN ("product", "id", ORDERS | MAY (PRODUCT_WRITE), NOBODY),
  PLAIN ("product", "code name category list_price warranty active", ORDERS | MAY (PRODUCT_WRITE), MAY (PRODUCT_WRITE)),

  PLAIN ("notice", "id", NOTICES, NOBODY),
  PLAIN ("notice", "version state published_at published_by changed_at", NOTICES, MAY (NOTICE_WRITE)),
  PLAIN ("notice_part", "notice_id language part", NOTICES, NOBODY),
  PLAIN ("notice_part", "text", NOTICES, MAY (NOTICE_WRITE)),

  PLAIN ("orders", "id number currency source source_ref created_at created_by", ORDERS, NOBODY),
  PLAIN ("orders", "customer_id address_id ordered_on taken_by pieces n_lines", ORDERS, ENTER_ORDERS),
  PLAIN ("orders", "state deliver_from deliver_to deliver_time planned_by delivered_on changed_at rev", ORDERS,
         ENTER_ORDERS | MAY (PLAN)),
  MONEY ("orders", "total", ORDERS, ENTER_ORDERS),
  MONEY ("orders", "paid", ORDERS, ENTER_ORDERS | MAY (PAYMENT_WRITE)),
  SEALED ("orders", "home_sealed", HOME, ORDERS, MAY (ORDER_WRITE)),
  MASKED ("orders", "home_masked", HOME, ORDERS),
  MASK_WRITTEN ("orders", "home_masked", HOME, MAY (ORDER_WRITE)),

  PLAIN ("order_line", "id order_id source_ref", ORDERS, NOBODY),
  PLAIN ("order_line", "position product_id description quantity custom_made custom_note warranty warranty_months",
         ORDERS, MAY (ORDER_WRITE)),
  MONEY ("order_line", "unit_price line_total", ORDERS, MAY (ORDER_WRITE)),
  MONEY ("payment", "id order_id kind method amount paid_on taken_by created_at", ORDERS, NOBODY),

  PLAIN ("acknowledgement", "id order_id customer_id notice_id language channel taken_by at", ORDERS, NOBODY),
  PLAIN ("consent_event", "id customer_id order_id purpose event notice_id language channel taken_by at", ORDERS,
         NOBODY),

  /* Whoever sees a customer needs to know whose open job they are; what the ticket is about is for those who work
     tickets. */
  PLAIN ("ticket", "id order_id customer_id", OWN_WORK_FACTS, NOBODY),
  PLAIN ("ticket", "assigned_to", OWN_WORK_FACTS, ENTER_TICKETS),
  PLAIN ("ticket", "state visit_on visit_planned_by visit_done", OWN_WORK_FACTS, ENTER_TICKETS),
  PLAIN ("ticket", "number opened_by opened_at warranty_until", TICKETS, NOBODY),
  PLAIN ("ticket", "line_id type priority resolved_at", TICKETS, MAY (TICKET_WRITE)),
  PLAIN ("ticket", "visit_time changed_at rev", TICKETS, ENTER_TICKETS),
  ERASABLE ("ticket", "access_sealed", ACCESS, TICKETS, MAY (TICKET_WRITE) | MAY (PLAN)),
  SEALED ("ticket", "service_sealed", SERVICE, TICKETS, MAY (TICKET_WRITE)),
  MASKED ("ticket", "service_masked", SERVICE, TICKETS),
  MASK_WRITTEN ("ticket", "service_masked", SERVICE, MAY (TICKET_WRITE)),

  PLAIN ("diary", "id ticket_id at by kind from_word to_word", TICKETS, NOBODY),
  SEALED ("diary", "service_sealed", SERVICE, TICKETS, ENTER_TICKETS),
  MASKED ("diary", "service_masked", SERVICE, TICKETS),
  MASK_WRITTEN ("diary", "service_masked", SERVICE, ENTER_TICKETS),

  /* Everybody learns; whose training it is, and who may release whom, the model decides. */
  PLAIN ("lesson", "id topic", ANYBODY, NOBODY),
  PLAIN ("lesson", "version state published_at published_by changed_at", ANYBODY, MAY (TRAINING_WRITE)),
  PLAIN ("lesson_part", "lesson_id language part", ANYBODY, NOBODY),
  PLAIN ("lesson_part", "text", ANYBODY, MAY (TRAINING_WRITE)),
  PLAIN ("lesson_question", "lesson_id number right_answer", ANYBODY, NOBODY),
  PLAIN ("lesson_retired", "topic at by", ANYBODY, NOBODY),
  PLAIN ("training_event", "id staff_id lesson_id event language asked right_first at until", ANYBODY, NOBODY),
  PLAIN ("supervision", "staff_id began_at", ANYBODY, NOBODY),
  PLAIN ("supervision", "released_at released_by", ANYBODY, ANYBODY),

  PLAIN ("draft", "staff_id kind", ANYBODY, NOBODY),
  PLAIN ("draft", "sealed changed_at", ANYBODY, ANYBODY),
  PLAIN ("printed", "id number kind row notice_id language at by", ORDERS | NOTICES | MAY (LOG_READ), NOBODY),
  PLAIN ("printed", "went_at", ORDERS | NOTICES | MAY (LOG_READ), ORDERS | NOTICES | MAY (LOG_READ)),

  PLAIN ("reveal_ask", "id staff_id day reason asked_at", REVEALS, NOBODY),
  PLAIN ("reveal_allowance", "ask_id extra answered_by answered_at", REVEALS, NOBODY),
  { NULL, NULL, RT_NEED_NOTHING, RT_CLASS_CONTACT, 0, 0, FALSE },
};

const RtGateRows rt_gate_rows[] = {
  { "setting", MAY (SETTINGS_WRITE), NOBODY },
  { "matrix", MAY (MATRIX_WRITE), MAY (MATRIX_WRITE) },
  { "role_right", MAY (MATRIX_WRITE), MAY (MATRIX_WRITE) },
  { "staff", MAY (STAFF_MANAGE), NOBODY },
  { "staff_code", NOBODY, ACCOUNTS },
  { "class_key", MAY (STAFF_ADMIT), NOBODY },
  { "class_key_wrap", MAY (STAFF_ADMIT), ACCOUNTS },
  { "rotation", KEYS, NOBODY },
  { "sequence", ANYBODY, NOBODY },
  { "finding", MAY (REVIEW_READ), NOBODY },
  { "finding_entry", MAY (REVIEW_READ), NOBODY },
  { "customer", ENTER_CUSTOMERS, NOBODY },
  { "address", ENTER_CUSTOMERS, NOBODY },
  { "product", MAY (PRODUCT_WRITE) | MAY (ORDER_IMPORT), NOBODY },
  { "notice", MAY (NOTICE_WRITE), NOBODY },
  { "notice_part", MAY (NOTICE_WRITE), MAY (NOTICE_WRITE) },
  { "orders", ENTER_ORDERS, NOBODY },
  { "order_line", ENTER_ORDERS, MAY (ORDER_WRITE) },
  { "payment", MAY (PAYMENT_WRITE) | MAY (ORDER_IMPORT), NOBODY },
  { "acknowledgement", MAY (ORDER_WRITE), NOBODY },
  { "consent_event", MAY (ORDER_WRITE) | MAY (CUSTOMER_WRITE), NOBODY },
  { "ticket", MAY (TICKET_WRITE), NOBODY },
  { "diary", ENTER_TICKETS, NOBODY },
  { "lesson", MAY (TRAINING_WRITE), MAY (TRAINING_WRITE) },
  { "lesson_part", MAY (TRAINING_WRITE), MAY (TRAINING_WRITE) },
  { "lesson_question", MAY (TRAINING_WRITE), MAY (TRAINING_WRITE) },
  { "lesson_retired", MAY (TRAINING_WRITE), NOBODY },
  { "training_event", ANYBODY, NOBODY },
  { "supervision", MAY (STAFF_MANAGE), NOBODY },
  { "draft", ANYBODY, ANYBODY },
  { "printed", ORDERS | NOTICES | MAY (LOG_READ), NOBODY },
  { "reveal_ask", MAY (REVEAL), NOBODY },
  { "reveal_allowance", MAY (REVEAL_GRANT), NOBODY },
  { NULL, 0, 0 },
};

/* Nobody is signed in: the store's own name, and what sign-in compares and counts. Class keys are read wrapped. */
const RtGateColumns rt_gate_locked_columns[] = {
  PLAIN ("store",
         "id uuid name contact privacy_contact currency region language created_at recovery_key kdf_ops kdf_mem_kib",
         ANYBODY, NOBODY),
  PLAIN ("setting", "id value reason source changed_at changed_by", ANYBODY, NOBODY),
  PLAIN ("matrix", "class role access", ANYBODY, NOBODY),
  PLAIN ("role_right", "role right allowed", ANYBODY, NOBODY),
  PLAIN (
    "staff",
    "id login name roles state supervisor_id public_key secret_sealed kdf_salt kdf_ops kdf_mem_kib totp_sealed trained_until "
    "created_at changed_at",
    ANYBODY, NOBODY),
  PLAIN ("staff", "totp_step failures not_before locked_at last_sign_in", ANYBODY, ANYBODY),
  PLAIN ("class_key", "slot version link created_at", ANYBODY, NOBODY),
  PLAIN ("class_key_wrap", "slot version staff_id wrapped", ANYBODY, NOBODY),
  { NULL, NULL, RT_NEED_NOTHING, RT_CLASS_CONTACT, 0, 0, FALSE },
};

/* The vault's own work while it appends to the log or looks at its head, whoever is signed in. */
const RtGateColumns rt_gate_own_columns[] = {
  PLAIN ("log", "seq at actor action subject row fields reason origin detail mac", ANYBODY, NOBODY),
  PLAIN ("chain", "id", ANYBODY, NOBODY),
  PLAIN ("chain", "seq next_key mac", ANYBODY, ANYBODY),
  PLAIN ("sequence", "id", ANYBODY, NOBODY),
  PLAIN ("sequence", "next", ANYBODY, ANYBODY),
  { NULL, NULL, RT_NEED_NOTHING, RT_CLASS_CONTACT, 0, 0, FALSE },
};

const RtGateRows rt_gate_own_rows[] = {
  { "log", ANYBODY, NOBODY },
  { NULL, 0, 0 },
};
