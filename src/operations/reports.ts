import type { DueOutcomeDocument } from '../platform/due/due-documents.js';
import type { OutcomeDocument } from '../platform/reactions/reaction-documents.js';
import type { QuarantineDocument, RequestDocument } from '../platform/read-store/read-documents.js';
import type { ViewReport } from '../platform/read-store/view-admin.js';

/** How one version of a view does. Instants are ISO 8601 in UTC. */
export interface VersionReport {
  readonly id: string;
  readonly state: string;
  readonly position: number;
  readonly recordedAt: string | null;
  readonly lagEvents: number;
  readonly lagSeconds: number;
  readonly rate: number;
  readonly remainingSeconds: number | null;
  readonly healthy: boolean;
  readonly hold: boolean;
  readonly comparison: object | null;
  readonly updatedAt: string;
}
export interface ViewStatus {
  readonly view: string;
  readonly live: number;
  readonly previous: number | null;
  readonly switchedAt: string;
  readonly rows: number;
  readonly previousRows: number | null;
  readonly versions: readonly VersionReport[];
}

export const viewStatus = ({ view, versions }: ViewReport): ViewStatus => ({
  view: view._id,
  live: view.live,
  previous: view.previous,
  switchedAt: view.switchedAt.toISOString(),
  rows: view.rows,
  previousRows: view.previousRows,
  versions: versions.map(({ _id, view: _view, version: _version, token: _token, updatedAt, ...one }) => ({
    id: _id,
    ...one,
    hold: one.hold ?? false,
    comparison: one.comparison ?? null,
    updatedAt: updatedAt.toISOString(),
  })),
});

/** A row, or a whole view (key null), that waits because of a fact it could not take. */
export interface QuarantineReport {
  readonly view: string;
  readonly key: string | null;
  readonly error: { readonly name: string; readonly message: string };
  readonly event: { readonly position: number; readonly type: string };
  readonly at: string;
}

export const quarantineReport = ({ viewId, key, error, event, at }: QuarantineDocument): QuarantineReport => ({
  view: viewId,
  key,
  error,
  event,
  at: at.toISOString(),
});

/** What became of an order. */
export interface RequestReport {
  readonly requestId: string;
  readonly kind: string;
  readonly view: string;
  readonly key: string | null;
  readonly status: string;
  readonly result: unknown;
  readonly at: string;
  readonly by: string;
}

export const requestReport = (of: RequestDocument): RequestReport => {
  const { _id: requestId, kind, view, key, status, result, at, by } = of;
  return { requestId, kind, view, key, status, result, at: at.toISOString(), by };
};

/** A command that a fact led to and that did not simply succeed. */
export interface FollowUpReport {
  readonly followUpId: string;
  readonly reaction: string;
  readonly status: string;
  readonly code: string;
  readonly message: string;
  readonly command: string | null;
  readonly event: OutcomeDocument['event'];
  readonly at: string;
}

export const followUpReport = ({ _id, index: _, at, ...outcome }: OutcomeDocument): FollowUpReport => ({
  followUpId: _id,
  ...outcome,
  at: at.toISOString(),
});

/** A due moment whose command was refused or failed; it is tried again by itself. */
export type DueReport = Omit<DueOutcomeDocument, '_id'>;

export const dueReport = ({ _id, ...outcome }: DueOutcomeDocument): DueReport => outcome;
