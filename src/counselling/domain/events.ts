import type { Day } from '../../kernel/day.js';
import type { DomainEvent, EventDefinitions, Personal } from '../../kernel/event.js';

interface OfCounselling {
  readonly counsellingId: string;
  readonly superviseeId: string;
  readonly officeId: string;
}

export type CounsellingHeld = DomainEvent<
  'CounsellingHeld',
  OfCounselling & {
    readonly counsellorId: string;
    readonly day: Day;
    readonly minutes: number;
    /** What was said: opened for the counsellor and those granted access alone. */
    readonly content: Personal;
  }
>;
export type CounsellingAccessGranted = DomainEvent<
  'CounsellingAccessGranted',
  OfCounselling & { readonly grantee: string; readonly reason: Personal }
>;
export type CounsellingAccessRevoked = DomainEvent<
  'CounsellingAccessRevoked',
  OfCounselling & { readonly grantee: string; readonly reason: Personal }
>;
/** Somebody is shown what was said, and told why they ask (SEC-4). */
export type CounsellingRead = DomainEvent<
  'CounsellingRead',
  OfCounselling & { readonly reader: string; readonly reason: Personal }
>;

export type CounsellingEvent = CounsellingHeld | CounsellingAccessGranted | CounsellingAccessRevoked | CounsellingRead;

const ofPerson = { version: 1, subject: 'superviseeId' } as const;
const reasoned = { ...ofPerson, personal: ['reason'] } as const;

export const counsellingEvents: EventDefinitions<CounsellingEvent> = {
  CounsellingHeld: {
    ...ofPerson,
    title: ['心理辅导', 'Counselling session held'],
    day: 'day',
    personal: ['content'],
    reserved: ['content'],
  },
  CounsellingAccessGranted: { ...reasoned, title: ['授权查阅心理辅导', 'Access to counselling granted'] },
  CounsellingAccessRevoked: { ...reasoned, title: ['撤销查阅心理辅导的授权', 'Access to counselling revoked'] },
  CounsellingRead: { ...reasoned, title: ['查阅心理辅导内容', 'Counselling read'] },
};
