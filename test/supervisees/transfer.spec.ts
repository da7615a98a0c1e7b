import { describe, expect, it } from '@jest/globals';
import {
  type TransferredSupervisee,
  transferredSupervisees,
} from '../../projections/supervisees/transferred-supervisees.view.js';
import { type SuperviseeEntry, superviseeRoster } from '../../projections/supervisees/supervisee-roster.view.js';
import { superviseeCourses } from '../../projections/statistics/supervisee-courses.view.js';
import type { CourseRow } from '../../src/kernel/supervision/course.js';
import { superviseeEvents } from '../../src/supervisees/domain/events.js';
import { fold } from '../../src/kernel/decider.js';
import { ReturnToSupervision } from '../../src/supervisees/domain/absence/return-to-supervision.js';
import { DischargeSupervisee } from '../../src/supervisees/domain/discharge-supervisee.js';
import { FileArchiveNote } from '../../src/supervisees/domain/ending/file-archive-note.js';
import { RecordRightsAcknowledgement } from '../../src/supervisees/domain/record-rights-acknowledgement.js';
import { RegisterSupervisee } from '../../src/supervisees/domain/register-supervisee.js';
import { supervisee } from '../../src/supervisees/domain/supervisee.js';
import { EndByTransfer } from '../../src/supervisees/domain/transfer/end-by-transfer.js';
import { TransferSupervisee } from '../../src/supervisees/domain/transfer/transfer-supervisee.js';
import { placeFromReport } from '../../src/supervisees/supervisees.reactions.js';
import { foldView, recorded } from '../support/fold-view.js';
import { given, story, type World } from '../support/given.js';
import { FORM, SUPERVISEE_ID } from './people.js';

const HERE = ['city-1', 'county-1', 'office-1'];
const THERE = ['city-1', 'county-1', 'office-2'];
const of = { superviseeId: SUPERVISEE_ID, transferId: 'move-1', on: '2026-03-27' };
const going = { ...of, officeId: 'office-2', fromPath: HERE, scope: 'WITHIN_COUNTY' } as const;
const by: World = { at: '2026-03-27 10:00', by: { actor: 'system', role: 'system' } };
const there: World = { ...by, jurisdiction: THERE };
const registered = () => story(supervisee, [RegisterSupervisee, FORM, { at: '2026-03-09 10:00' }]);
const moved = () => [
  ...registered(),
  ...given(supervisee, registered()).when(TransferSupervisee, going, there).events(),
];
const gone = () => [...registered(), ...given(supervisee, registered()).when(EndByTransfer, of, by).events()];

describe('a person who is supervised elsewhere from now on', () => {
  it('[TRV-1] [SEC-2] belongs to the office that they reported to', () => {
    given(supervisee, registered())
      .when(TransferSupervisee, going, there)
      .then({
        type: 'SuperviseeTransferred',
        data: {
          officeId: 'office-2',
          fromOfficeId: 'office-1',
          fromPath: HERE,
          scope: 'WITHIN_COUNTY',
          on: '2026-03-27',
        },
      });
    const state = fold(supervisee, supervisee.initial, moved() as never);
    expect(supervisee.unitOf(state, Object.assign(new ReturnToSupervision(), of), {})).toBe('office-2');
    const facts = { movedBy: 'move-1', dischargedOn: null };
    expect(supervisee.face?.(state)).toMatchObject({ unit: 'office-2', status: 'registered', facts });
  });
  it('[TRV-1] is decided as of the new office, whose path the fact bears', () => {
    const state = fold(supervisee, supervisee.initial, registered() as never);
    expect(supervisee.unitOf(state, Object.assign(new TransferSupervisee(), going), {})).toBe('office-2');
  });
  it('[TRV-1] [DIS-1] in another city is no more supervised here: only the archive is added to', () => {
    given(supervisee, registered())
      .when(EndByTransfer, of, by)
      .then({
        type: 'SuperviseeDischarged',
        data: {
          on: '2026-03-27',
          cause: 'TRANSFERRED_OUT',
          transferId: 'move-1',
          sex: 'MALE',
          category: 'SUSPENDED_SENTENCE',
        },
      });
    const after: World = { at: '2026-03-28 10:00' };
    const told = { superviseeId: SUPERVISEE_ID, day: '2026-03-28', explainedBy: 'w-1' };
    given(supervisee, gone()).when(RecordRightsAcknowledgement, told, after).thenRejected('NOT_UNDER_SUPERVISION');
    const note = { superviseeId: SUPERVISEE_ID, day: '2026-03-28', title: '回执', note: '原件存卷' };
    given(supervisee, gone()).when(FileArchiveNote, note, after).then({ type: 'ArchiveNoteFiled' });
    expect(fold(supervisee, supervisee.initial, gone() as never)).toMatchObject({ status: 'transferred' });
  });
  it('[TRV-1] [DIS-1] is not transferred once supervision has ended, nor twice ended', () => {
    const dead = { superviseeId: SUPERVISEE_ID, on: '2026-03-20', cause: 'DECEASED' } as const;
    const ended = [...registered(), ...given(supervisee, registered()).when(DischargeSupervisee, dead, by).events()];
    given(supervisee, ended).when(TransferSupervisee, going, there).thenNothing();
    given(supervisee, ended).when(EndByTransfer, of, by).thenNothing();
    given(supervisee).when(TransferSupervisee, going, there).thenNothing();
    given(supervisee, gone()).when(EndByTransfer, of, by).thenNothing();
  });
  it('[TRV-1] follows from the report in the new place, in whichever city that is', () => {
    const report = (to: object) =>
      placeFromReport.react(
        recorded({
          type: 'ExecutionPlaceReportConfirmed',
          data: { ...of, fromPath: HERE, daysLate: 0, ...to },
        } as never),
      );
    const near = { scope: 'WITHIN_COUNTY', toOfficeId: 'office-2' };
    expect(report(near)).toEqual([{ command: TransferSupervisee, fields: going }]);
    expect(report({ scope: 'OUT_OF_CITY' })).toEqual([{ command: EndByTransfer, fields: of }]);
  });
});

describe('a person who comes from another city', () => {
  const from = { transferredFrom: '厦门市湖里区司法局', transferDecidedOn: '2026-03-20' };
  const coming = (fields: object) =>
    given(supervisee).when(RegisterSupervisee, { ...FORM, ...fields }, { at: '2026-04-10 09:00' });
  it('[TRV-1] [INT-2] reports within the days of the transfer, and is late after them', () => {
    const dueOn = '2026-03-27';
    coming({ ...from, reportedOn: dueOn }).then({
      type: 'SuperviseeRegistered',
      data: { ...from, dueOn, missedIntake: false, daysLate: 0 },
    });
    coming({ ...from, reportedOn: '2026-03-28' }).then({
      type: 'SuperviseeRegistered',
      data: { dueOn, missedIntake: true, daysLate: 1 },
    });
  });
  it('[TRV-1] says from where and by which decision, which lies between taking effect and the report', () => {
    coming({ transferredFrom: '厦门市' }).thenRejected('TRANSFER_IN_INCOMPLETE');
    coming({ transferDecidedOn: '2026-03-05' }).thenRejected('TRANSFER_IN_INCOMPLETE');
    coming({ ...from, transferDecidedOn: '2026-03-01' }).thenRejected('TRANSFER_IN_REVERSED');
    coming({ ...from, transferDecidedOn: '2026-03-10' }).thenRejected('TRANSFER_IN_REVERSED');
    for (const transferDecidedOn of ['2026-03-02', '2026-03-09'])
      coming({ ...from, transferDecidedOn }).then({ type: 'SuperviseeRegistered' });
  });
  it('[STA-1] [SEC-3] is counted as transferred in, and where from is sealed', () => {
    const facts = coming({ ...from, reportedOn: '2026-03-21' })
      .events()
      .map((event) => recorded(event));
    const { steps } = foldView<CourseRow>(superviseeCourses, facts).get(SUPERVISEE_ID) ?? { steps: [] };
    expect(steps).toMatchObject([{ kind: 'came', cause: 'TRANSFERRED_IN' }]);
    expect(superviseeEvents.SuperviseeRegistered.personal).toContain('transferredFrom');
  });
});

describe('where they are now', () => {
  const facts = [
    ...registered().map((event, position) => recorded(event, { position })),
    recorded(moved().at(-1) ?? { type: '', data: {} }, { position: 5, jurisdiction: THERE }),
  ];
  it('[TRV-1] the roster has them at the new office', () => {
    const row = foldView<SuperviseeEntry>(superviseeRoster, facts).get(SUPERVISEE_ID);
    expect(row).toMatchObject({ status: 'registered', officeId: 'office-2', path: THERE });
  });
  it('[TRV-1] every place before is kept, and the units that hold some of them and not all', () => {
    const back = recorded(
      {
        type: 'SuperviseeTransferred',
        data: { ...going, officeId: 'office-3', fromOfficeId: 'office-2', fromPath: THERE },
      },
      { position: 6, jurisdiction: ['city-1', 'county-2', 'office-3'] },
    );
    expect(foldView<TransferredSupervisee>(transferredSupervisees, [...facts, back]).get(SUPERVISEE_ID)).toEqual({
      superviseeId: SUPERVISEE_ID,
      officeId: 'office-3',
      path: ['city-1', 'county-2', 'office-3'],
      earlier: [HERE, THERE],
      units: ['county-2', 'office-3', 'county-1', 'office-1', 'office-2'],
    });
  });
});
