import { describe, expect, it } from '@jest/globals';
import { type SuperviseeEntry, superviseeRoster } from '../../projections/supervisees/supervisee-roster.view.js';
import { type WeeklyReportRow, weeklyReports } from '../../projections/supervisees/weekly-reports.view.js';
import type { DomainEvent } from '../../src/kernel/event.js';
import { DischargeSupervisee } from '../../src/supervisees/domain/discharge-supervisee.js';
import { RecordFinalEvaluation } from '../../src/supervisees/domain/ending/record-final-evaluation.js';
import { ExtendTerm } from '../../src/supervisees/domain/term/extend-term.js';
import { NoteStatusFromIncident } from '../../src/supervisees/domain/absence/note-status-from-incident.js';
import { ReturnToSupervision } from '../../src/supervisees/domain/absence/return-to-supervision.js';
import { FileArchiveNote } from '../../src/supervisees/domain/ending/file-archive-note.js';
import { RecordDecision } from '../../src/supervisees/domain/record-decision.js';
import { RecordRightsAcknowledgement } from '../../src/supervisees/domain/record-rights-acknowledgement.js';
import { RegisterSupervisee } from '../../src/supervisees/domain/register-supervisee.js';
import { supervisee } from '../../src/supervisees/domain/supervisee.js';
import { RecordWeeklyReport } from '../../src/supervisees/domain/weekly-reports/record-weekly-report.js';
import { weeklyReport } from '../../src/supervisees/domain/weekly-reports/weekly-report.js';
import { foldView, recorded } from '../support/fold-view.js';
import { story, type World } from '../support/given.js';
import { DECISION, FORM, seen, SUPERVISEE_ID } from './people.js';

const one = { superviseeId: SUPERVISEE_ID };
const now: World = { at: '2026-03-09 09:00', references: { supervisee: seen() } };
const decided = [RecordDecision, DECISION, { at: '2026-03-04 09:00' }] as const;
const registered = [RegisterSupervisee, FORM, now] as const;
const report = (reportedOn: string, work: string, at = now) =>
  [
    RecordWeeklyReport,
    { ...one, reportedOn, thinking: '情绪稳定', work, life: '与家人同住', callerNumber: '13800000000' },
    at,
  ] as const;

const stored = (events: readonly DomainEvent[], actor = 'w-1') =>
  events.map((event, position) => recorded(event, { position, actor }));
const entry = (...events: readonly DomainEvent[]) =>
  foldView<SuperviseeEntry>(superviseeRoster, stored(events)).get(SUPERVISEE_ID);

describe('the roster of supervisees', () => {
  it('[INT-2] shows who is expected and until when, then who has reported', () => {
    expect(entry(...story(supervisee, decided))).toMatchObject({
      ...{ ...one, officeId: 'office-1', path: ['city-1', 'county-1', 'office-1'], status: 'expected' },
      ...{ dueOn: '2026-03-12', reportedOn: null, missedIntake: false, address: null, weeklyReports: 0 },
    });
    expect(entry(...story(supervisee, decided, registered))).toMatchObject({
      ...{ status: 'registered', reportedOn: '2026-03-09', missedIntake: false, daysLate: 0 },
      ...{ category: 'SUSPENDED_SENTENCE', employment: 'EMPLOYED', phone: '13800000000', address: FORM.address },
    });
  });

  it('[INT-3] [DIS-1] shows the acknowledgement of rights, and the end', () => {
    const told = [RecordRightsAcknowledgement, { ...one, day: '2026-03-09', explainedBy: 'w-1' }, now] as const;
    const [on, certificateNumber] = ['2026-03-09', '（2026）仓矫解字第8号'];
    const evaluated = [RecordFinalEvaluation, { ...one, on, summary: '表现良好' }, now] as const;
    const ended = [DischargeSupervisee, { ...one, on, cause: 'PARDON', certificateNumber }, now] as const;
    expect(entry(...story(supervisee, registered, told))).toMatchObject({ rightsAcknowledgedOn: '2026-03-09' });
    expect(entry(...story(supervisee, registered, told, evaluated, ended))).toMatchObject({
      ...{ status: 'discharged', dischargedOn: '2026-03-09', dischargeCause: 'PARDON', certificateNumber },
      ...{ evaluatedOn: on, statusSince: on },
      rightsAcknowledgedOn: '2026-03-09',
    });
  });

  it('[SAN-2] [INC-2] shows the longer term with its document, and who is out of supervision, since when', () => {
    const document = { decisionBody: '福州市仓山区人民法院', documentNumber: '（2026）闽0104刑更3号' };
    const longer = { ...one, ...document, decidedOn: '2026-03-09', termTo: '2027-06-01' };
    const away = { ...one, incidentId: 'i-1', to: 'out-of-supervision', since: '2026-03-09' } as const;
    const steps = [registered, [ExtendTerm, longer, now], [NoteStatusFromIncident, away, now]] as const;
    expect(entry(...story(supervisee, ...steps))).toMatchObject({
      ...{ termTo: '2027-06-01', status: 'out-of-supervision', statusSince: '2026-03-09' },
      termExtensions: [{ from: '2027-03-01', to: '2027-06-01', ...document, decidedOn: '2026-03-09' }],
    });
    const back = [ReturnToSupervision, { ...one, on: '2026-03-09', reason: '已找到' }, now] as const;
    expect(entry(...story(supervisee, ...steps, back))).toMatchObject({ status: 'registered' });
  });

  it('[DIS-1] a termination is no discharge, and a note in the archive changes nothing of the row', () => {
    const dead = [DischargeSupervisee, { ...one, on: '2026-03-09', cause: 'DECEASED' }, now] as const;
    const note = [FileArchiveNote, { ...one, day: '2026-03-09', title: '死亡证明', note: '原件存卷' }, now] as const;
    const closed = entry(...story(supervisee, registered, dead));
    expect(closed).toMatchObject({ status: 'terminated', dischargeCause: 'DECEASED', certificateNumber: null });
    expect(entry(...story(supervisee, registered, dead, note))).toEqual(closed);
  });

  it('[REP-1] shows the latest week of a report, whichever was entered last', () => {
    const later: World = { ...now, at: '2026-03-30 09:00' };
    const reports = [
      ...story(weeklyReport, report('2026-03-24', '上班', later)),
      ...story(weeklyReport, report('2026-03-17', '上班', later)),
    ];
    const row = entry(...story(supervisee, registered), ...reports);
    expect(row).toMatchObject({ lastReportWeek: '2026-W13', weeklyReports: 2 });
  });

  it('a report of somebody who is not in it makes no row', () => {
    expect(entry(...story(weeklyReport, report('2026-03-09', '上班')))).toBeUndefined();
  });
});

describe('the weekly reports', () => {
  it('[REP-1] show what stands, and all that it said before, earliest first', () => {
    const told = story(
      weeklyReport,
      report('2026-03-09', '在家'),
      report('2026-03-09', '上班'),
      report('2026-03-09', '出差'),
    );
    const rows = foldView<WeeklyReportRow>(weeklyReports, stored(told));
    expect([...rows.keys()]).toEqual([`${SUPERVISEE_ID}_2026-W11`]);
    const [row] = rows.values();
    expect(row).toMatchObject({ week: '2026-W11', work: '出差', amendments: 2, by: 'w-1' });
    expect(row?.earlier.map(({ work }) => work)).toEqual(['在家', '上班']);
  });
});
