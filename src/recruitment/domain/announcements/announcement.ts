import type { Face } from '../../../kernel/context.js';
import type { Day } from '../../../kernel/day.js';
import type { RecruitmentEvent } from './events.js';

/** What decisions need to know of one announcement. */
export interface Announced {
  readonly status: 'open' | 'closed';
  readonly recruitmentId: string;
  readonly officeId: string;
  readonly posts: number;
  readonly applyUntil: Day;
  readonly hired: readonly string[];
}
export type Announcement = { readonly status: 'none' } | Announced;

export const NOT_ANNOUNCED: Announcement = { status: 'none' };

export const evolve = (before: Announcement, event: RecruitmentEvent): Announcement => {
  if (event.type === 'PostAnnounced') {
    const { recruitmentId, officeId, posts, applyUntil } = event.data;
    return { status: 'open', recruitmentId, officeId, posts, applyUntil, hired: [] };
  }
  if (before.status === 'none') return before;
  switch (event.type) {
    case 'RecruitmentHireNoted':
      return { ...before, hired: [...before.hired, event.data.applicationId] };
    case 'RecruitmentHireReleased':
      return { ...before, hired: before.hired.filter((one) => one !== event.data.applicationId) };
    case 'RecruitmentClosed':
      return { ...before, status: 'closed' };
  }
};

/** What decisions on applicants see. */
export const faceOf = (of: Announcement): Face | undefined => {
  if (of.status === 'none') return undefined;
  const { recruitmentId: id, officeId: unit, status, posts, applyUntil, hired } = of;
  return { id, unit, status, facts: { posts, applyUntil, hired: hired.length } };
};
