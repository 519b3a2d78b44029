/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one place where pictures from outside are decoded, behind the gate. */
#pragma once

#include <gio/gio.h>

#include "scene/acn-image.h"

G_BEGIN_DECLS

AcnImage *acn_image_decode (GBytes *bytes, GError **error);

G_END_DECLS
