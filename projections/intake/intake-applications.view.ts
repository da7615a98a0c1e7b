import type { Day, Instant } from '../../src/kernel/day.js';
import type { Recorded } from '../../src/kernel/event.js';
import { view } from '../../src/kernel/view.js';
import type {
  ApplicationEvent,
  ApplicationKind,
  ApplicationSource,
  Recommendation,
} from '../../src/intake/domain/events.js';

/** Who looked into it, and what they found once they have reported. */
export interface Investigation {
  readonly investigation: number;
  readonly investigators: readonly string[];
  readonly openedOn: Day;
  readonly openedBy: string;
  readonly finishedOn: Day | null;
  readonly recommendation: Recommendation | null;
  readonly background: string | null;
  readonly family: string | null;
  readonly mentalHealth: string | null;
  readonly conclusion: string | null;
  readonly reportedBy: string | null;
}

/** One application from its receipt to what became of it (INT-1). */
export interface IntakeApplicationRow {
  readonly intakeId: string;
  readonly officeId: string;
  readonly path: readonly string[];
  readonly status: 'received' | 'investigating' | 'investigated' | 'concluded' | 'withdrawn';
  readonly kind: ApplicationKind;
  readonly source: ApplicationSource;
  readonly applicant: string;
  readonly documentNumber: string | null;
  readonly aboutName: string;
  readonly aboutIdentityNumber: string | null;
  readonly aboutAddress: string | null;
  readonly request: string;
  readonly receivedOn: Day;
  readonly receivedBy: string;
  readonly dueOn: Day;
  readonly investigations: readonly Investigation[];
  readonly conclusion: {
    readonly eligible: boolean;
    readonly concludedOn: Day;
    readonly late: boolean;
    readonly reasons: string;
    readonly by: string;
  } | null;
  readonly withdrawal: { readonly withdrawnOn: Day; readonly reason: string; readonly by: string } | null;
  readonly superviseeId: string | null;
  /** That it was linked to somebody whom it is not about, the latest last; not to whom, who may be supervised elsewhere by now. */
  readonly wrongLinks: readonly { readonly reason: string; readonly by: string; readonly at: Instant }[];
}

export const intakeApplications = view<IntakeApplicationRow, ApplicationEvent>({
  name: 'intake-applications',
  version: 2,
  events: [
    'IntakeApplicationReceived',
    'SocialInvestigationOpened',
    'SocialInvestigationReported',
    'IntakeApplicationConcluded',
    'IntakeApplicationWithdrawn',
    'IntakeApplicationLinked',
    'IntakeApplicationUnlinked',
  ],
  keys: ({ data }) => [data.intakeId],
  project: (row, event) => {
    if (event.type === 'IntakeApplicationReceived') return received(event);
    if (!row) return null;
    const by = event.meta.actor;
    switch (event.type) {
      case 'SocialInvestigationOpened':
        return { ...row, status: 'investigating', investigations: [...row.investigations, opened(event)] };
      case 'SocialInvestigationReported':
        return { ...row, status: 'investigated', investigations: reported(row.investigations, event) };
      case 'IntakeApplicationConcluded': {
        const { eligible, concludedOn, late, reasons } = event.data;
        return { ...row, status: 'concluded', conclusion: { eligible, concludedOn, late, reasons, by } };
      }
      case 'IntakeApplicationWithdrawn': {
        const { withdrawnOn, reason } = event.data;
        return { ...row, status: 'withdrawn', withdrawal: { withdrawnOn, reason, by } };
      }
      case 'IntakeApplicationLinked':
        return { ...row, superviseeId: event.data.superviseeId };
      case 'IntakeApplicationUnlinked': {
        const wrong = { reason: event.data.reason, by, at: event.meta.occurredAt };
        return { ...row, superviseeId: null, wrongLinks: [...row.wrongLinks, wrong] };
      }
    }
  },
  indexes: [
    { path: 1, receivedOn: -1 },
    { path: 1, status: 1, receivedOn: -1 },
  ],
});

type Of<Type extends ApplicationEvent['type']> = Extract<Recorded<ApplicationEvent>, { type: Type }>;

const received = ({ data, meta }: Of<'IntakeApplicationReceived'>): IntakeApplicationRow => ({
  intakeId: data.intakeId,
  officeId: data.officeId,
  path: meta.jurisdiction,
  status: 'received',
  kind: data.kind,
  source: data.source,
  applicant: data.applicant,
  documentNumber: data.documentNumber ?? null,
  aboutName: data.aboutName,
  aboutIdentityNumber: data.aboutIdentityNumber ?? null,
  aboutAddress: data.aboutAddress ?? null,
  request: data.request,
  receivedOn: data.receivedOn,
  receivedBy: meta.actor,
  dueOn: data.dueOn,
  investigations: [],
  conclusion: null,
  withdrawal: null,
  superviseeId: null,
  wrongLinks: [],
});

const NOTHING_FOUND = {
  finishedOn: null,
  recommendation: null,
  background: null,
  family: null,
  mentalHealth: null,
  conclusion: null,
  reportedBy: null,
};

const opened = ({ data, meta }: Of<'SocialInvestigationOpened'>): Investigation => {
  const { investigation, investigators, openedOn } = data;
  return { investigation, investigators, openedOn, openedBy: meta.actor, ...NOTHING_FOUND };
};

const reported = (
  before: readonly Investigation[],
  { data, meta }: Of<'SocialInvestigationReported'>,
): readonly Investigation[] => {
  const { investigation, finishedOn, recommendation, background, family, mentalHealth, conclusion } = data;
  const found = { finishedOn, recommendation, background, family, mentalHealth, conclusion, reportedBy: meta.actor };
  return before.map((one) => (one.investigation === investigation ? { ...one, ...found } : one));
};
