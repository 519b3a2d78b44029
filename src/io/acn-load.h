/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opens a dossier: guard, scanner, tree, reader, builder. */
#pragma once

#include <gio/gio.h>

#include "base/acn-diagnostics.h"
#include "io/acn-load-place.h"
#include "model/acn-dossier.h"

G_BEGIN_DECLS

/* Reads @path and the GeoJSON files beside it. Returns NULL when there is any error; @diagnostics
 * (never NULL) gets every error and warning, with place. Any thread. */
AcnDossier *
acn_load_dossier (const char *path, AcnDiagnostics *diagnostics, GCancellable *cancellable);

/* The same with warnings of areas that cross themselves. */
AcnDossier *
acn_load_dossier_checked (const char *path, AcnDiagnostics *diagnostics, GCancellable *cancellable);

AcnDossier *acn_load_dossier_with (const char        *path,
                                   const char *const *added,
                                   AcnDiagnostics    *diagnostics,
                                   GCancellable      *cancellable);
void        acn_load_dossier_with_async (const char         *path,
                                         const char *const  *added,
                                         GCancellable       *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer            data);

/* In the loading thread, with a dossier that nobody else has yet. */
typedef void (*AcnDossierLoaded) (AcnDossier *dossier, gpointer data);

/* Begins a load that will be asked for soon; take returns it when it is done, without waiting, and
 * async has it in any case. One at a time. */
void        acn_load_dossier_ahead (const char *const *names,
                                    AcnDossierLoaded   loaded,
                                    gpointer           data,
                                    GDestroyNotify     destroy);
AcnDossier *acn_load_dossier_take (const char *const *names,
                                   AcnDiagnostics   **out_diagnostics,
                                   AcnLoadPlace     **out_place);

/* In a worker; finish returns NULL with G_IO_ERROR_CANCELLED, or NULL with no error and the
 * diagnostics told why. @out_diagnostics: (transfer full), always set unless cancelled. */
void acn_load_dossier_async (const char *const  *names,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            data);
AcnDossier *
acn_load_dossier_finish (GAsyncResult *result, AcnDiagnostics **out_diagnostics, GError **error);
const AcnLoadPlace *acn_load_dossier_get_place (GAsyncResult *result);

G_END_DECLS
