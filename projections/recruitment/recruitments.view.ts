import type { Day, Instant } from '../../src/kernel/day.js';
import type { Recorded } from '../../src/kernel/event.js';
import { view } from '../../src/kernel/view.js';
import type { RecruitmentEvent } from '../../src/recruitment/domain/announcements/events.js';
import type { ApplicantEvent } from '../../src/recruitment/domain/applicants/events.js';

/** One announcement, and how far its posts are filled (HR-1). Nobody is named here. */
export interface RecruitmentRow {
  readonly recruitmentId: string;
  readonly officeId: string;
  readonly path: readonly string[];
  readonly status: 'open' | 'closed';
  readonly posts: number;
  readonly vacant: number;
  readonly requirements: string;
  readonly announcedAt: Instant;
  readonly announcedBy: string;
  readonly applyUntil: Day;
  readonly applications: number;
  readonly qualified: number;
  readonly interviewed: number;
  readonly hired: number;
  readonly appointed: number;
  /** Posts that somebody is still to come for: announced and not filled, or hired and not appointed. */
  readonly pending: number;
  readonly closedAt: Instant | null;
  readonly closingReason: string | null;
}

export const recruitments = view<RecruitmentRow, RecruitmentEvent | ApplicantEvent>({
  name: 'recruitments',
  version: 1,
  events: [
    'PostAnnounced',
    'RecruitmentHireNoted',
    'RecruitmentHireReleased',
    'RecruitmentClosed',
    'JobApplicationReceived',
    'ApplicantQualificationReviewed',
    'ApplicantInterviewed',
    'ApplicantAppointed',
  ],
  keys: ({ data }) => [data.recruitmentId],
  project: (row, event) => {
    const after = event.type === 'PostAnnounced' ? announced(event) : row && { ...row, ...changed(row, event) };
    return after && { ...after, pending: pendingOf(after) };
  },
  indexes: [
    { path: 1, announcedAt: -1 },
    { officeId: 1, status: 1 },
  ],
});

type Fact = Recorded<RecruitmentEvent | ApplicantEvent>;

const announced = ({ data, meta }: Extract<Fact, { type: 'PostAnnounced' }>): RecruitmentRow => ({
  ...data,
  path: meta.jurisdiction,
  status: 'open',
  announcedAt: meta.occurredAt,
  announcedBy: meta.actor,
  ...{ applications: 0, qualified: 0, interviewed: 0, hired: 0, appointed: 0, pending: data.posts },
  ...{ closedAt: null, closingReason: null },
});

const changed = (row: RecruitmentRow, event: Fact): Partial<RecruitmentRow> => {
  switch (event.type) {
    case 'JobApplicationReceived':
      return { applications: row.applications + 1 };
    case 'ApplicantQualificationReviewed':
      return event.data.qualified ? { qualified: row.qualified + 1 } : {};
    case 'ApplicantInterviewed':
      return { interviewed: row.interviewed + 1 };
    case 'RecruitmentHireNoted':
      return { hired: row.hired + 1 };
    case 'RecruitmentHireReleased':
      return { hired: row.hired - 1 };
    case 'ApplicantAppointed':
      return { appointed: row.appointed + 1 };
    case 'RecruitmentClosed':
      return { status: 'closed', closedAt: event.meta.occurredAt, closingReason: event.data.reason };
    case 'PostAnnounced':
    case 'ApplicantHired':
    case 'ApplicantNotHired':
    case 'JobApplicationWithdrawn':
      return {};
  }
};

const pendingOf = ({ status, posts, hired, appointed }: RecruitmentRow): number =>
  Math.max(0, (status === 'open' ? posts : hired) - appointed);
