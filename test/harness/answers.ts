import type { Continuity } from '../../src/statistics/domain/counting/continuity.js';
import type { Figures } from '../../src/statistics/domain/counting/figures.js';

/** What tests look at by name in the answers of the service; whatever else an answer holds, `toMatchObject` compares. */
export interface Body {
  // Receipts
  readonly id: string;
  readonly revision: number;
  readonly position: number;
  readonly requestId: string;
  readonly permitId: string;
  readonly transferId: string;
  readonly closed: readonly { readonly workerId: string; readonly receipt: { readonly position: number } }[];
  readonly accepted: readonly { readonly superviseeId: string; readonly receipt: { readonly position: number } }[];
  readonly refused: readonly { readonly code: string }[];
  // Problems
  readonly code: string;
  readonly instance: string;
  readonly details: unknown;
  readonly errors: readonly { readonly path: string }[];
  // Lists and rows
  readonly items: readonly Body[];
  readonly next: string | null;
  readonly asOf?: { readonly stale: boolean };
  readonly type: string;
  readonly task: string;
  readonly unit: string;
  readonly about: { readonly category: string; readonly id: string };
  readonly dueOn: string | null;
  readonly unitId: string;
  readonly officeId: string;
  readonly workerId: string;
  readonly superviseeId: string;
  readonly person: { readonly name: string } | null;
  readonly guidanceId: string;
  readonly setId: string;
  readonly year: number;
  readonly rules: object;
  readonly name: string;
  readonly identityNumber: string;
  readonly phone: string;
  readonly address: string;
  readonly documentNumber: string;
  readonly daysLate: number;
  readonly missedReports: number;
  readonly status: string;
  readonly day: string;
  readonly by: string;
  readonly title: { readonly zh: string };
  readonly work: string;
  readonly amendments: number;
  readonly need: string;
  readonly readings?: readonly { readonly by: string }[];
  readonly sessions: readonly { readonly session: string; readonly lateMinutes?: number; readonly absence?: string }[];
  readonly totals: object;
  readonly history: readonly { readonly action: string; readonly actor: string; readonly by?: string }[];
  // Statistical returns
  readonly version: number;
  readonly versions: readonly {
    readonly version: number;
    readonly position: number;
    readonly figures: Figures;
    readonly texts: Readonly<Record<string, string>> | null;
    readonly continuity: (Continuity & { readonly truncated: boolean }) | null;
    readonly decision: { readonly accepted: boolean; readonly opinion: string | null } | null;
  }[];
  readonly supervisees: Pick<Figures['table'], 'total'>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
  /** As it came. */
  readonly text: string;
}

export const answerOf = async (response: Response): Promise<Answer> => {
  const text = await response.text();
  const json = /^application\/(problem\+)?json/.test(response.headers.get('content-type') ?? '');
  return { status: response.status, headers: response.headers, body: (json ? JSON.parse(text) : {}) as Body, text };
};
