import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, weekday } from '../../src/kernel/day.js';
import type { DomainEvent } from '../../src/kernel/event.js';
import { fold } from '../../src/kernel/decider.js';
import { workingSessions } from '../../src/kernel/sessions.js';
import { policy } from '../../src/organisation/domain/policy-sets/policy.js';
import { PublishWorkCalendar } from '../../src/organisation/domain/work-calendars/publish-work-calendar.js';
import { workCalendar } from '../../src/organisation/domain/work-calendars/work-calendar.js';
import { knownCalendars } from '../../src/organisation/known-calendars.js';
import { missingReferenceData } from '../../src/organisation/reference-data.js';
import { contextOf, given, story, type World } from '../support/given.js';

const admin: World = { by: { actor: 'admin-1', role: 'administrator', unit: '*' }, jurisdiction: [] };
// 2027-01-01 is a Friday, 01-04 a Monday; 02-06 and 02-07 are a weekend.
const year = { year: 2027, restDays: ['2027-01-04', '2027-01-01'], workingDays: ['2027-02-06'] };
const calendarOf = (events: readonly DomainEvent[]) =>
  fold(workCalendar, workCalendar.initial, events as never[]).calendar;
const published = (...fields: object[]): DomainEvent[] =>
  story(workCalendar, ...fields.map((one) => [PublishWorkCalendar, one, admin] as const));

describe('the work calendar', () => {
  it('[RULE-3] says which days differ from plain weeks', () => {
    const calendar = calendarOf(published(year));
    expect(['2027-01-01', '2027-01-04', '2027-01-05'].map((day) => calendar.isWorkingDay(day))).toEqual([
      false,
      false,
      true,
    ]);
    expect(['2027-02-06', '2027-02-07', '2027-02-08'].map((day) => calendar.isWorkingDay(day))).toEqual([
      true,
      false,
      true,
    ]);
  });
  it('[RULE-3] refuses a year that is not published, and never falls back to weekends', () => {
    const calendar = calendarOf(published(year));
    expect(() => calendar.isWorkingDay('2028-03-01')).toThrow('CALENDAR_NOT_PUBLISHED');
    expect(() => calendar.isWorkingDay('2026-12-31')).toThrow('CALENDAR_NOT_PUBLISHED');
    expect(() => workingSessions(calendar, '2027-12-31:AM', '2028-01-01:AM')).toThrow('CALENDAR_NOT_PUBLISHED');
  });
  it('[RULE-4] a day is two sessions of half a day', () => {
    const calendar = calendarOf(published(year));
    expect(workingSessions(calendar, '2027-02-06:PM', '2027-02-08:AM')).toEqual(['2027-02-06:PM', '2027-02-08:AM']);
  });
  it('[ORG-4] is published again as the next version, which counts from then on', () => {
    const changed = { ...year, restDays: ['2027-01-01'] };
    const events = published(year, changed);
    expect(events.map(({ data }) => data)).toEqual([
      { year: 2027, version: 1, restDays: ['2027-01-01', '2027-01-04'], workingDays: ['2027-02-06'] },
      { year: 2027, version: 2, restDays: ['2027-01-01'], workingDays: ['2027-02-06'] },
    ]);
    expect(calendarOf(events).isWorkingDay('2027-01-04')).toBe(true);
    given(workCalendar, events).when(PublishWorkCalendar, changed, admin).thenRejected('CALENDAR_UNCHANGED');
  });
  it('[ORG-4] refuses days of another year, weekends off, weekdays worked, and a day twice', () => {
    const refuse = (fields: object, code: string): void =>
      given(workCalendar)
        .when(PublishWorkCalendar, { ...year, ...fields }, admin)
        .thenRejected(code);
    refuse({ restDays: ['2026-12-31'] }, 'CALENDAR_OTHER_YEAR');
    refuse({ workingDays: ['2028-01-01'] }, 'CALENDAR_OTHER_YEAR');
    refuse({ restDays: ['2027-01-02'] }, 'CALENDAR_REST_ON_WEEKEND');
    refuse({ workingDays: ['2027-01-05'] }, 'CALENDAR_WORK_ON_WEEKDAY');
    refuse({ restDays: ['2027-01-01', '2027-01-01'] }, 'CALENDAR_DAY_TWICE');
  });
  it('[RULE-3] whatever is published, each day of the year is what its weekday or the arrangement says', () => {
    const day = fc.integer({ min: 0, max: 364 }).map((index) => addDays('2027-01-01', index));
    fc.assert(
      fc.property(fc.uniqueArray(day, { maxLength: 40 }), day, (days, asked) => {
        const restDays = days.filter((one) => weekday(one) <= 5);
        const workingDays = days.filter((one) => weekday(one) > 5);
        const calendar = calendarOf(published({ year: 2027, restDays, workingDays }));
        expect(calendar.isWorkingDay(asked)).toBe(weekday(asked) <= 5 !== days.includes(asked));
      }),
    );
  });
});

describe('what an installation starts with', () => {
  const now = '2026-03-09T00:00:00.000Z';
  const start = (policies: DomainEvent[], calendars: DomainEvent[]) =>
    missingReferenceData(
      fold(policy, policy.initial, policies as never[]),
      fold(workCalendar, workCalendar.initial, calendars as never[]),
      now,
    );
  const decided = (): { policies: DomainEvent[]; calendars: DomainEvent[] } => {
    const context = contextOf({ jurisdiction: [] });
    const [first, ...years] = start([], []);
    const policies = policy.decide.PublishPolicySet(first as never, policy.initial, context);
    const calendars = years.reduce<DomainEvent[]>((events, one) => {
      const state = fold(workCalendar, workCalendar.initial, events as never[]);
      return [...events, ...workCalendar.decide.PublishWorkCalendar(one as never, state, context)];
    }, []);
    return { policies, calendars };
  };
  it('[RULE-2] the Fuzhou regime as the default set, and every known year, as sound orders', () => {
    const { policies, calendars } = decided();
    expect(policies).toMatchObject([
      { type: 'PolicySetPublished', data: { jurisdiction: 'default', setId: 'fuzhou', effectiveFrom: '2000-01-01' } },
    ]);
    expect(calendars).toHaveLength(knownCalendars().length);
    // 国庆 2026: the Sunday before is worked, the day itself is off.
    expect(calendarOf(calendars).isWorkingDay('2026-09-20')).toBe(true);
    expect(calendarOf(calendars).isWorkingDay('2026-10-01')).toBe(false);
  });
  it('[ORG-4] is ordered once: what is there is not ordered again, and the ids are always the same', () => {
    const { policies, calendars } = decided();
    expect(start(policies, calendars)).toEqual([]);
    expect(start(policies, calendars.slice(1))).toHaveLength(1);
    const ids = (): string[] => start([], []).map((one) => one.meta.commandId);
    expect(ids()).toEqual(ids());
    expect(new Set(ids()).size).toBe(ids().length);
  });
  it('[ORG-4] leaves a year alone that was published by hand', () => {
    const restDays = ['2026-01-01'];
    const byHand = published({ year: 2026, restDays, workingDays: [] });
    const again = start([], byHand).filter((one) => (one as PublishWorkCalendar).year === 2026);
    expect(again).toEqual([]);
  });
});
