/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/** A Secret Service with one item, that does what a test says. Answers from the thread-default main context of its
 * maker. */
typedef enum
{
  MOCK_HANGS,          /* owns the name, never answers */
  MOCK_UNLOCKS,        /* locked; the person unlocks when asked */
  MOCK_DISMISSES,      /* locked; the person closes the prompt */
  MOCK_IGNORES_PROMPT, /* locked; the person does nothing */
  MOCK_GOES_AWAY,      /* locked; gives its name up when asked to prompt */
  MOCK_SEARCH_HANGS,   /* a session is opened, the search is not answered */
  MOCK_TALKS_NONSENSE, /* answers with other types than agreed */
} MockBehaviour;

typedef struct _MockSecretService MockSecretService;

MockSecretService *mock_secret_service_new (const char *bus_address, MockBehaviour behaviour, const char *secret);
void mock_secret_service_set_behaviour (MockSecretService *self, MockBehaviour behaviour);
guint mock_secret_service_get_n_prompts (MockSecretService *self);
void mock_secret_service_free (MockSecretService *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MockSecretService, mock_secret_service_free)
