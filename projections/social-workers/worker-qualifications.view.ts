import type { Day } from '../../src/kernel/day.js';
import { view } from '../../src/kernel/view.js';
import type { SocialWorkerTransferred } from '../../src/social-workers/domain/events.js';
import type {
  ProfessionalLevel,
  QualificationEvent,
  QualificationKind,
} from '../../src/social-workers/domain/qualifications/events.js';

export interface Certificate {
  readonly qualificationId: string;
  readonly kind: QualificationKind;
  readonly title: string;
  readonly number: string;
  readonly issuer: string;
  readonly issuedOn: Day;
  readonly expiresOn: Day | null;
  readonly renewals: readonly { readonly on: Day; readonly previouslyExpiresOn: Day }[];
  readonly withdrawn: { readonly on: Day; readonly reason: string } | null;
}

/** What one social worker is qualified by (HR-2). */
export interface WorkerQualifications {
  readonly workerId: string;
  readonly officeId: string;
  readonly path: readonly string[];
  readonly certificates: readonly Certificate[];
  /** Kinds of the certificates that were not withdrawn. */
  readonly kinds: readonly QualificationKind[];
  /** Day on which the first of the certificates expires, or has expired; null when none of those that count does. */
  readonly earliestExpiry: Day | null;
  readonly level: ProfessionalLevel | null;
  readonly levels: readonly { readonly level: ProfessionalLevel; readonly on: Day; readonly number: string }[];
  readonly examinations: readonly {
    readonly level: ProfessionalLevel;
    readonly satOn: Day;
    readonly passed: boolean;
  }[];
}

type Fact = QualificationEvent | SocialWorkerTransferred;

export const workerQualifications = view<WorkerQualifications, Fact>({
  name: 'worker-qualifications',
  version: 1,
  events: [
    'QualificationRecorded',
    'QualificationRenewed',
    'QualificationWithdrawn',
    'ProfessionalExaminationRecorded',
    'ProfessionalLevelAttained',
    'SocialWorkerTransferred',
  ],
  keys: ({ data }) => [data.workerId],
  project: (row, event) => {
    const { workerId, officeId } = event.data;
    if (event.type === 'SocialWorkerTransferred') return row && { ...row, officeId, path: event.data.path };
    const before = row ?? NOTHING;
    return summed({ ...before, workerId, officeId, path: event.meta.jurisdiction, ...changed(before, event) });
  },
  indexes: [
    { path: 1, workerId: 1 },
    { path: 1, earliestExpiry: 1 },
  ],
});

type Content = Omit<WorkerQualifications, 'workerId' | 'officeId' | 'path'>;
const NOTHING: Content = {
  certificates: [],
  kinds: [],
  earliestExpiry: null,
  level: null,
  levels: [],
  examinations: [],
};

const changed = (before: Content, event: QualificationEvent): Partial<Content> => {
  switch (event.type) {
    case 'QualificationRecorded': {
      const { qualificationId, kind, title, number, issuer, issuedOn, expiresOn = null } = event.data;
      const paper = { qualificationId, kind, title, number, issuer, issuedOn, expiresOn };
      return { certificates: [...before.certificates, { ...paper, renewals: [], withdrawn: null }] };
    }
    case 'QualificationRenewed': {
      const { renewedOn: on, previouslyExpiresOn, expiresOn } = event.data;
      return withOne(before, event.data.qualificationId, ({ renewals }) => ({
        expiresOn,
        renewals: [...renewals, { on, previouslyExpiresOn }],
      }));
    }
    case 'QualificationWithdrawn': {
      const { on, reason } = event.data;
      return withOne(before, event.data.qualificationId, () => ({ withdrawn: { on, reason } }));
    }
    case 'ProfessionalExaminationRecorded': {
      const { level, satOn, passed } = event.data;
      return { examinations: [...before.examinations, { level, satOn, passed }] };
    }
    case 'ProfessionalLevelAttained': {
      const { level, on, number } = event.data;
      return { level, levels: [...before.levels, { level, on, number }] };
    }
  }
};

const withOne = (
  { certificates }: Content,
  id: string,
  change: (one: Certificate) => Partial<Certificate>,
): Partial<Content> => ({
  certificates: certificates.map((one) => (one.qualificationId === id ? { ...one, ...change(one) } : one)),
});

const summed = (row: WorkerQualifications): WorkerQualifications => {
  const counting = row.certificates.filter(({ withdrawn }) => withdrawn === null);
  const expiries = counting.flatMap(({ expiresOn }) => (expiresOn === null ? [] : [expiresOn])).sort();
  const kinds = [...new Set(counting.map(({ kind }) => kind))].sort();
  return { ...row, kinds, earliestExpiry: expiries[0] ?? null };
};
