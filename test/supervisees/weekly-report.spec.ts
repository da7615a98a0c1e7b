import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, weekOf } from '../../src/kernel/day.js';
import type { DomainEvent } from '../../src/kernel/event.js';
import { RecordWeeklyReport } from '../../src/supervisees/domain/weekly-reports/record-weekly-report.js';
import { weeklyReportEvents } from '../../src/supervisees/domain/weekly-reports/events.js';
import { weeklyReport } from '../../src/supervisees/domain/weekly-reports/weekly-report.js';
import { given, metaOf, story, type World } from '../support/given.js';
import { seen, SUPERVISEE_ID } from './people.js';

// 2026-03-09 is a Monday, the first day of 2026-W11.
const world: World = { at: '2026-03-20 09:00', references: { supervisee: seen() } };
const report = (reportedOn: string, more: Partial<RecordWeeklyReport> = {}) => ({
  superviseeId: SUPERVISEE_ID,
  reportedOn,
  thinking: '情绪稳定',
  work: '在建材店上班',
  life: '与家人同住',
  callerNumber: '13800000000',
  ...more,
});
const idOf = (reportedOn: string): string =>
  weeklyReport.idOf(Object.assign(new RecordWeeklyReport(), report(reportedOn), { meta: metaOf({}) }));

describe('the weekly report', () => {
  it("[REP-1] records thinking, work and life with the reporting day and the caller's number", () => {
    given(weeklyReport)
      .when(RecordWeeklyReport, report('2026-03-11'), world)
      .then({
        type: 'WeeklyReportReceived',
        data: { ...report('2026-03-11'), officeId: 'office-1', week: '2026-W11' },
      });
  });
  it('[REP-1] a second one in the same week amends the first, a third the second', () => {
    const first = story(weeklyReport, [RecordWeeklyReport, report('2026-03-09'), world]);
    const second = given(weeklyReport, first).when(RecordWeeklyReport, report('2026-03-15', { work: '停工' }), world);
    second.then({
      type: 'WeeklyReportAmended',
      data: {
        week: '2026-W11',
        amendment: 1,
        previouslyReportedOn: '2026-03-09',
        reportedOn: '2026-03-15',
        work: '停工',
      },
    });
    given(weeklyReport, [...first, ...second.events()])
      .when(RecordWeeklyReport, report('2026-03-10'), world)
      .then({ type: 'WeeklyReportAmended', data: { amendment: 2, previouslyReportedOn: '2026-03-15' } });
  });
  it('[REP-1] a week runs from Monday to Sunday: Sunday is still this week, Monday is the next', () => {
    expect(idOf('2026-03-09')).toBe(`${SUPERVISEE_ID}_2026-W11`);
    expect(idOf('2026-03-15')).toBe(`${SUPERVISEE_ID}_2026-W11`);
    expect(idOf('2026-03-16')).toBe(`${SUPERVISEE_ID}_2026-W12`);
    expect(idOf('2027-01-03')).toBe(`${SUPERVISEE_ID}_2026-W53`);
    expect(idOf('2027-01-04')).toBe(`${SUPERVISEE_ID}_2027-W01`);
  });
  it('[REP-1] is from the day of registration to today', () => {
    const on = (reportedOn: string) => given(weeklyReport).when(RecordWeeklyReport, report(reportedOn), world);
    on('2026-03-09').then({ type: 'WeeklyReportReceived' });
    on('2026-03-08').thenRejected('WEEKLY_REPORT_BEFORE_REGISTRATION');
    on('2026-03-20').then({ type: 'WeeklyReportReceived' });
    on('2026-03-21').thenRejected('WEEKLY_REPORT_IN_FUTURE');
  });
  it('[REP-1] comes from somebody who has reported and was not discharged', () => {
    const of = (supervisee: ReturnType<typeof seen> | undefined) =>
      given(weeklyReport).when(RecordWeeklyReport, report('2026-03-11'), { ...world, references: { supervisee } });
    of(seen({ reportedOn: null }, 'expected')).thenRejected('NOT_UNDER_SUPERVISION');
    of(seen({ dischargedOn: '2026-03-18' }, 'discharged')).thenRejected('NOT_UNDER_SUPERVISION');
    of(undefined).thenRejected('NOT_UNDER_SUPERVISION');
  });
  it('[SEC-3] what was told and the number are sealed with the key of the person', () => {
    const { WeeklyReportReceived, WeeklyReportAmended } = weeklyReportEvents;
    for (const definition of [WeeklyReportReceived, WeeklyReportAmended])
      expect(definition).toMatchObject({
        subject: 'superviseeId',
        personal: ['thinking', 'work', 'life', 'callerNumber'],
      });
  });
  it('[REP-1] whatever comes in, a week has one received report and its amendments are numbered from one', () => {
    const days = fc.array(
      fc.nat({ max: 11 }).map((n) => addDays('2026-03-09', n)),
      { maxLength: 15 },
    );
    fc.assert(
      fc.property(days, (reported) => {
        const streams = new Map<string, DomainEvent[]>();
        for (const day of reported) {
          const events = streams.get(idOf(day)) ?? [];
          const next = given(weeklyReport, events).when(RecordWeeklyReport, report(day), world).events();
          streams.set(idOf(day), [...events, ...next]);
        }
        expect(streams.size).toBe(new Set(reported.map(weekOf)).size);
        for (const events of streams.values()) {
          expect(events.map(({ type }) => type)).toEqual([
            'WeeklyReportReceived',
            ...events.slice(1).map(() => 'WeeklyReportAmended'),
          ]);
          expect(events.slice(1).map(({ data }) => (data as { amendment: number }).amendment)).toEqual(
            events.slice(1).map((_, index) => index + 1),
          );
        }
      }),
    );
  });
});
