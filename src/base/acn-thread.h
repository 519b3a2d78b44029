/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which of the program's threads go first. Where it is not Linux, this does nothing. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void acn_thread_give_way (void);

G_END_DECLS
