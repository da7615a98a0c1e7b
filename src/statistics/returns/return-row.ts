import type { Day, Instant } from '../../kernel/day.js';
import type { Continuity } from '../domain/counting/continuity.js';
import type { Figures } from '../domain/counting/figures.js';
import type { ReturnKind } from '../domain/counting/kinds.js';
import type { Span } from '../domain/counting/span.js';
import type { AnalysisTexts, Part } from '../domain/returns/events.js';

export { returnIdOf } from '../domain/returns/return-id.js';

export const RETURNS = 'statistical-returns';

/** One version of a return, as the read model has it. */
export interface VersionRow {
  readonly version: number;
  readonly position: number;
  readonly asOf: Instant | null;
  readonly figures: Figures;
  readonly continuity: (Continuity & { readonly truncated: boolean }) | null;
  readonly parts: readonly Part[];
  readonly texts: AnalysisTexts | null;
  readonly reason: string | null;
  readonly draftedBy: string;
  readonly submitted: { readonly by: string; readonly on: Day; readonly daysLate: number } | null;
  readonly decision: {
    readonly accepted: boolean;
    readonly by: string;
    readonly at: Instant;
    readonly opinion: string | null;
  } | null;
}
export interface ReturnRow {
  readonly unitId: string;
  readonly path: readonly string[];
  readonly kind: ReturnKind;
  readonly span: Span;
  readonly status: string;
  readonly dueOn: Day;
  readonly daysLate: number;
  readonly outstanding: boolean;
  readonly accepted: number | null;
  readonly versions: readonly VersionRow[];
}

/** A version by its number, else the one that stands, else the latest. */
export const versionOf = (row: ReturnRow | undefined, version?: number): VersionRow | undefined =>
  row?.versions.find((one) => one.version === (version ?? row.accepted)) ??
  (version === undefined ? row?.versions.at(-1) : undefined);
