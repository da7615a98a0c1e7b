import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type SuperviseeEntry, superviseeRoster } from '../../projections/supervisees/supervisee-roster.view.js';
import { type WeeklyReportRow, weeklyReports } from '../../projections/supervisees/weekly-reports.view.js';
import { addDays, endOf, firstDayOfWeek, lastDayOfWeek, weekOf } from '../../src/kernel/day.js';
import { type DueRow, dueView } from '../../src/kernel/due.js';
import type { DomainEvent } from '../../src/kernel/event.js';
import { RegisterSupervisee } from '../../src/supervisees/domain/register-supervisee.js';
import { supervisee } from '../../src/supervisees/domain/supervisee.js';
import { CloseReportWeek } from '../../src/supervisees/domain/weekly-reports/close-report-week.js';
import { weeklyReportEvents } from '../../src/supervisees/domain/weekly-reports/events.js';
import { missedWeek } from '../../src/supervisees/domain/weekly-reports/missed-week.due.js';
import { RecordWeeklyReport } from '../../src/supervisees/domain/weekly-reports/record-weekly-report.js';
import { weeklyReport } from '../../src/supervisees/domain/weekly-reports/weekly-report.js';
import { foldView, recorded, type Stored } from '../support/fold-view.js';
import { given, metaOf, shanghai, story, type World } from '../support/given.js';
import { FORM, seen, SUPERVISEE_ID } from './people.js';

// 2026-03-09 is the Monday of 2026-W11, the day of reporting; W12 is the first whole week after it.
const one = { superviseeId: SUPERVISEE_ID };
const at = (time: string, facts = {}, status = 'registered'): World => ({
  at: time,
  references: { supervisee: seen(facts, status) },
});
const told = { thinking: '情绪稳定', work: '上班', life: '与家人同住', callerNumber: '13800000000' };
const report = (reportedOn: string, forWeek?: string) => ({
  ...{ ...one, ...told, reportedOn },
  ...(forWeek === undefined ? {} : { forWeek }),
});
const close = (week: string) => ({ ...one, week });
const missed = story(weeklyReport, [CloseReportWeek, close('2026-W12'), at('2026-03-23 00:00')]);

describe('a week without a report', () => {
  it('[REP-2] is missed when it is over, not a minute before', () => {
    const closing = (time: string) => given(weeklyReport).when(CloseReportWeek, close('2026-W12'), at(time));
    closing('2026-03-22 23:59').thenNothing();
    closing('2026-03-23 00:00').then({
      type: 'WeeklyReportMissed',
      data: { ...one, officeId: 'office-1', week: '2026-W12', endedOn: '2026-03-22' },
    });
  });
  it('[REP-2] is missed once, and not when a report came in it', () => {
    given(weeklyReport, missed).when(CloseReportWeek, close('2026-W12'), at('2026-03-23 00:00')).thenNothing();
    const reported = story(weeklyReport, [RecordWeeklyReport, report('2026-03-22'), at('2026-03-22 09:00')]);
    given(weeklyReport, reported).when(CloseReportWeek, close('2026-W12'), at('2026-03-23 00:00')).thenNothing();
  });
  it('[REP-2] is a whole week under supervision: not the one of reporting, not the one of the end, nor any after', () => {
    const of = (week: string, facts = {}, status?: string) =>
      given(weeklyReport).when(CloseReportWeek, close(week), at('2026-06-01 00:00', facts, status));
    of('2026-W11').thenNothing();
    of('2026-W12').then({ type: 'WeeklyReportMissed' });
    of('2026-W11', { reportedOn: '2026-03-08' }).then({ type: 'WeeklyReportMissed' });
    const ended = (dischargedOn: string) => of('2026-W14', { dischargedOn }, 'discharged');
    ended('2026-04-06').then({ type: 'WeeklyReportMissed' });
    ended('2026-04-05').thenNothing();
    ended('2026-03-30').thenNothing();
    ended('2026-03-29').thenNothing();
    of('2026-W12', { reportedOn: null }, 'expected').thenNothing();
  });
  it('goes to the stream of its week', () => {
    const command = Object.assign(new CloseReportWeek(), close('2026-W12'), { meta: metaOf({}) });
    expect(weeklyReport.idOf(command)).toBe(`${SUPERVISEE_ID}_2026-W12`);
  });
});

describe('a late report', () => {
  it('[REP-2] clears the miss and stays marked late', () => {
    given(weeklyReport, missed)
      .when(RecordWeeklyReport, report('2026-03-24', '2026-W12'), at('2026-03-24 09:00'))
      .then({ type: 'WeeklyReportReceived', data: { week: '2026-W12', daysLate: 2, clearsMiss: true } });
  });
  it('[REP-2] is late from the day after the week on; one made in time and entered later is not', () => {
    const made = (reportedOn: string) =>
      given(weeklyReport, missed).when(RecordWeeklyReport, report(reportedOn, '2026-W12'), at('2026-03-30 09:00'));
    made('2026-03-22').then({ type: 'WeeklyReportReceived', data: { daysLate: 0, clearsMiss: true } });
    made('2026-03-23').then({ type: 'WeeklyReportReceived', data: { daysLate: 1, clearsMiss: true } });
    given(weeklyReport)
      .when(RecordWeeklyReport, report('2026-03-17'), at('2026-03-18 09:00'))
      .then({ type: 'WeeklyReportReceived', data: { daysLate: 0, clearsMiss: false } });
  });
  it('[REP-2] names its week: that of its day unless told, none to come, none before the registration', () => {
    const of = (forWeek: string) =>
      given(weeklyReport).when(RecordWeeklyReport, report('2026-03-24', forWeek), at('2026-03-24 09:00'));
    of('2026-W13').then({ type: 'WeeklyReportReceived', data: { week: '2026-W13', daysLate: 0 } });
    of('2026-W14').thenRejected('WEEKLY_REPORT_WEEK_AHEAD');
    of('2026-W11').then({ type: 'WeeklyReportReceived', data: { week: '2026-W11', daysLate: 9 } });
    of('2026-W10').thenRejected('WEEKLY_REPORT_WEEK_BEFORE_REGISTRATION');
  });
  it('[REP-1] is amended by the next for the same week', () => {
    const late = given(weeklyReport, missed)
      .when(RecordWeeklyReport, report('2026-03-24', '2026-W12'), at('2026-03-24 09:00'))
      .events();
    given(weeklyReport, [...missed, ...late])
      .when(RecordWeeklyReport, report('2026-03-25', '2026-W12'), at('2026-03-25 09:00'))
      .then({ type: 'WeeklyReportAmended', data: { amendment: 1, previouslyReportedOn: '2026-03-24' } });
  });
  it('a report that was stored before weeks could be missed was in time', () => {
    const old = { week: '2026-W12', reportedOn: '2026-03-17' };
    expect(weeklyReportEvents.WeeklyReportReceived.upcast?.(old, 1)).toEqual({
      ...{ ...old, daysLate: 0, clearsMiss: false },
    });
  });
});

const registered = (reportedOn = '2026-03-09', time = '2026-03-09 09:00') =>
  story(supervisee, [RegisterSupervisee, { ...FORM, reportedOn }, { at: time }]);
const received = (week: string) =>
  story(weeklyReport, [RecordWeeklyReport, report(lastDayOfWeek(week)), at('2027-06-01 09:00')]);
const missing = (week: string) => story(weeklyReport, [CloseReportWeek, close(week), at('2027-06-01 09:00')]);
const discharged = (on: string) => [
  { type: 'SuperviseeDischarged', data: { ...one, officeId: 'office-1', on } } as DomainEvent,
];
const stored = (events: readonly DomainEvent[], how: Stored = {}) =>
  events.map((event, position) => recorded(event, { position, ...how }));
const due = (events: readonly DomainEvent[], how: Stored = { at: '2026-03-09 09:00' }): DueRow | undefined =>
  foldView<DueRow>(dueView([missedWeek]), stored(events, how)).get(`missed-week|${SUPERVISEE_ID}`);
const weekDue = (...events: readonly DomainEvent[]) => (due(events)?.fields as { week?: string } | undefined)?.week;

describe('the week that is looked at next', () => {
  it('[REP-2] is the first whole one after the registration, due when it is over', () => {
    expect(due(registered())).toMatchObject({ dueAt: shanghai('2026-03-23 00:00'), fields: close('2026-W12') });
    const sunday = due(registered('2026-03-15', '2026-03-15 09:00'), { at: '2026-03-15 09:00' });
    expect(sunday).toMatchObject({ dueAt: shanghai('2026-03-23 00:00'), fields: close('2026-W12') });
  });
  it('[REP-2] is none from before the registration was entered', () => {
    const late = due(registered('2026-03-09', '2026-05-06 09:00'), { at: '2026-05-06 09:00' });
    expect(late?.fields).toEqual(close('2026-W20'));
  });
  it('[REP-2] moves on with each report, each miss, and past weeks that were reported meanwhile', () => {
    const begun = registered();
    expect(weekDue(...begun, ...received('2026-W12'))).toBe('2026-W13');
    expect(weekDue(...begun, ...missing('2026-W12'))).toBe('2026-W13');
    expect(weekDue(...begun, ...received('2026-W13'))).toBe('2026-W12');
    expect(weekDue(...begun, ...received('2026-W13'), ...received('2026-W14'), ...missing('2026-W12'))).toBe(
      '2026-W15',
    );
    expect(weekDue(...begun, ...received('2026-W11'))).toBe('2026-W12');
  });
  it('[REP-2] is none after the end, but for whole weeks before it that nobody looked at yet', () => {
    expect(due([...registered(), ...discharged('2026-03-22')])).toBeUndefined();
    const behind = [...registered(), ...discharged('2026-04-01')];
    expect(weekDue(...behind)).toBe('2026-W12');
    expect(weekDue(...behind, ...missing('2026-W12'))).toBe('2026-W13');
    expect(due([...behind, ...missing('2026-W12'), ...missing('2026-W13')])).toBeUndefined();
  });
  it('[REP-2] whatever is reported and whenever time looks, each whole week is reported or missed, once', () => {
    const weeks = Array.from({ length: 8 }, (_, i) => weekOf(addDays('2026-03-16', 7 * i)));
    fc.assert(
      fc.property(fc.subarray(weeks), fc.array(fc.nat({ max: 8 }), { maxLength: 4 }), (reported, looks) => {
        const events: DomainEvent[] = [...registered()];
        const look = (today: string): void => {
          for (let row = due(events); row?.dueAt && row.dueAt <= endOf(addDays(today, -1)); row = due(events)) {
            const { week } = row.fields as { week: string };
            const next = given(
              weeklyReport,
              events.filter(({ data }) => (data as { week?: string }).week === week),
            )
              .when(CloseReportWeek, close(week), at(`${addDays(lastDayOfWeek(week), 1)} 00:00`))
              .events();
            expect(next.length).toBe(1);
            events.push(...next);
          }
        };
        weeks.forEach((week, index) => {
          if (looks.includes(index)) look(firstDayOfWeek(week));
          if (reported.includes(week)) events.push(...received(week));
        });
        look('2026-05-11');
        const found = events.slice(1).map(({ type, data }) => `${(data as { week: string }).week} ${type}`);
        expect(found.sort()).toEqual(
          weeks.map((week) => `${week} ${reported.includes(week) ? 'WeeklyReportReceived' : 'WeeklyReportMissed'}`),
        );
      }),
    );
  });
});

describe('missed weeks on show', () => {
  const late = given(weeklyReport, missed)
    .when(RecordWeeklyReport, report('2026-03-24', '2026-W12'), at('2026-03-24 09:00'))
    .events();
  const row = (...events: readonly DomainEvent[]) =>
    foldView<WeeklyReportRow>(weeklyReports, stored(events)).get(`${SUPERVISEE_ID}_2026-W12`);
  const entry = (...events: readonly DomainEvent[]) =>
    foldView<SuperviseeEntry>(superviseeRoster, stored([...registered(), ...events])).get(SUPERVISEE_ID);

  it('[REP-2] stand among the reports, and say so when a report came late', () => {
    const missedAt = shanghai('2026-03-09 08:00');
    expect(row(...missed)).toMatchObject({
      status: 'missed',
      week: '2026-W12',
      missedAt,
      reportedOn: null,
      work: null,
    });
    expect(row(...missed, ...late)).toMatchObject({
      ...{ status: 'received', reportedOn: '2026-03-24', work: '上班', missedAt, daysLate: 2, amendments: 0 },
    });
  });
  it('[REP-2] are counted in the roster, less those that were made good', () => {
    expect(entry()).toMatchObject({ missedReports: 0, lateReports: 0, lastMissedWeek: null });
    expect(entry(...missed, ...missing('2026-W13'))).toMatchObject({ missedReports: 2, lastMissedWeek: '2026-W13' });
    expect(entry(...missed, ...missing('2026-W13'), ...late)).toMatchObject({
      ...{ missedReports: 1, lateReports: 1, weeklyReports: 1, lastMissedWeek: '2026-W13', lastReportWeek: '2026-W12' },
    });
  });
});
