import type { Day } from '../../../kernel/day.js';
import type { DomainEvent, EventDefinitions } from '../../../kernel/event.js';

interface OfRecruitment {
  readonly recruitmentId: string;
  readonly officeId: string;
}

/** Posts for social workers of an office are announced to everybody (公开招聘). */
export type PostAnnounced = DomainEvent<
  'PostAnnounced',
  OfRecruitment & {
    readonly posts: number;
    /** Posts of the office that nobody held, nor was recruited for, when it was announced. */
    readonly vacant: number;
    readonly requirements: string;
    readonly applyUntil: Day;
  }
>;
export type RecruitmentHireNoted = DomainEvent<
  'RecruitmentHireNoted',
  OfRecruitment & { readonly applicationId: string }
>;
/** Who was hired did not come after all: the post is to be filled again. */
export type RecruitmentHireReleased = DomainEvent<
  'RecruitmentHireReleased',
  OfRecruitment & { readonly applicationId: string }
>;
export type RecruitmentClosed = DomainEvent<'RecruitmentClosed', OfRecruitment & { readonly reason: string }>;

export type RecruitmentEvent = PostAnnounced | RecruitmentHireNoted | RecruitmentHireReleased | RecruitmentClosed;

export const recruitmentEvents: EventDefinitions<RecruitmentEvent> = {
  PostAnnounced: { title: ['公布招聘岗位', 'Post announced'], version: 1 },
  RecruitmentHireNoted: { title: ['招聘岗位录用一人', 'Hire noted for an announced post'], version: 1 },
  RecruitmentHireReleased: { title: ['录用人员放弃到岗', 'Hire released from an announced post'], version: 1 },
  RecruitmentClosed: { title: ['结束招聘', 'Recruitment closed'], version: 1 },
};
