import type { AnyView } from '../../kernel/view.js';

/** Documents of the read database that are not rows of a view; their collections' names begin with `_`. */
export const VIEWS = '_views';
export const CHECKPOINTS = '_checkpoints';
export const QUARANTINE = '_quarantine';
export const PENDING = '_quarantine_pending';
export const REQUESTS = '_view_requests';
export const LEASES = '_leases';

/** What the platform adds to a row. `_deleted` marks the place of a row that is gone, so that an old fact cannot bring it back. */
export interface KeptFields {
  readonly _id: string;
  /** Position of the last fact that changed it. */
  readonly _position: number;
  readonly _deleted?: true;
}

export type KeptRow<Row extends object = Record<string, unknown>> = Row & KeptFields;

/** Which version of a view answers queries. */
export interface ViewDocument {
  /** The view's name. */
  readonly _id: string;
  readonly live: number;
  /** The version before, kept for going back; none at first. */
  readonly previous: number | null;
  readonly switchedAt: Date;
  /** Rows of the live and of the previous version when it was switched: a large difference wants looking at. */
  readonly rows: number;
  readonly previousRows: number | null;
  /** Fencing token of the runner that began with the view last; what an earlier one still wants to switch is refused. */
  readonly token?: number;
}

/**
 * `built`: complete, and waits for the order to take the live one's place. `kept`: it answered before, and stays for a grace time.
 * `dropping`: it is being removed, and its number is never used again.
 */
export type ViewState = 'building' | 'built' | 'live' | 'blocked' | 'kept' | 'dropping';

/** How far one version of a view has got. */
export interface CheckpointDocument {
  /** `<name>@<version>` */
  readonly _id: string;
  readonly view: string;
  readonly version: number;
  /** Every fact up to here is in the view; -1 before the first. */
  readonly position: number;
  /** When that fact was recorded, ISO 8601; null before the first. */
  readonly recordedAt: string | null;
  /** Fencing token of the runner that wrote this. */
  readonly token: number;
  readonly state: ViewState;
  /** Facts that are stored and not yet in the view: counted once it has caught up, else estimated from positions. */
  readonly lagEvents: number;
  /** Age of the oldest fact that is not yet in the view, 0 when there is none. */
  readonly lagSeconds: number;
  /** Facts taken in per second lately. */
  readonly rate: number;
  /** Seconds until it has caught up at that rate; null when that cannot be said. */
  readonly remainingSeconds: number | null;
  /** False when it is behind and not moving. */
  readonly healthy: boolean;
  /** Takes the live one's place only by order. */
  readonly hold?: boolean;
  /** How it compared with the live one when it was complete. */
  readonly comparison?: Comparison;
  readonly updatedAt: Date;
}

/** Rows of a version that was built, beside those of the version that was live. */
export interface Comparison {
  readonly rows: number;
  readonly liveRows: number;
  /** Rows that were held against each other, and how many of them say something else: after a change of the view, some do. */
  readonly compared: number;
  readonly differing: number;
  /** Keys of the first that differ. */
  readonly examples: readonly string[];
}

/** A document's key that a view could not take a fact for; or the whole view, with the key null. */
export interface QuarantineDocument {
  /** `<name>@<version>|<key>`; the key part is empty for the whole view. */
  readonly _id: string;
  readonly viewId: string;
  readonly key: string | null;
  readonly status: 'open' | 'resolved';
  readonly error: { readonly name: string; readonly message: string };
  readonly event: { readonly position: number; readonly type: string };
  readonly at: Date;
  /** Positions that were passed over on request. */
  readonly skipped: readonly number[];
}

/** A fact that waits for its key to leave quarantine. */
export interface PendingDocument {
  /** `<name>@<version>|<position>|<key>` */
  readonly _id: string;
  readonly viewId: string;
  readonly key: string;
  readonly position: number;
  readonly stream: string;
  readonly revision: number;
}

export type RequestKind = 'retry' | 'skip' | 'repair' | 'drift' | 'rebuild' | 'switch';

/** An order to the runner, which alone writes views. */
export interface RequestDocument {
  readonly _id: string;
  readonly kind: RequestKind;
  readonly view: string;
  /** The key to treat; null for the whole view. */
  readonly key: string | null;
  /** For drift: every n-th key is checked. */
  readonly oneIn: number;
  /** For a rebuild: what is built waits for the order to switch. */
  readonly hold?: boolean;
  readonly status: 'open' | 'done' | 'failed';
  readonly result: unknown;
  readonly at: Date;
  readonly by: string;
}

/**
 * Name of the collection of one version of a view, and of its checkpoint. Builds of the same version are numbered behind the point:
 * `roster@4` is the first of version 4, `roster@4.001` the next.
 */
export const viewId = (name: string, version: number): string => `${name}@${version}`;
export const idOf = (view: Pick<AnyView, 'name' | 'version'>): string => viewId(view.name, view.version);
