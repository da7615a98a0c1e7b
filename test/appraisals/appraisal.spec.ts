import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { appraisal } from '../../src/appraisals/domain/appraisal.js';
import { CorrectQuarterlyAppraisal } from '../../src/appraisals/domain/correct-quarterly-appraisal.js';
import {
  PassQuarterlyAppraisal,
  ReturnQuarterlyAppraisal,
} from '../../src/appraisals/domain/inspect-quarterly-appraisal.js';
import { RecordQuarterlyAppraisal } from '../../src/appraisals/domain/record-quarterly-appraisal.js';
import { command, type CommandClass } from '../../src/kernel/command.js';
import { addDays, firstDayOfQuarter, lastDayOfQuarter } from '../../src/kernel/day.js';
import { Rejection } from '../../src/kernel/rejection.js';
import { FUZHOU_REGIME } from '../../src/organisation/domain/fuzhou-regime.js';
import { given, metaOf, servingWorker, story, type World } from '../support/given.js';

const written = {
  workerId: 'w-1',
  quarter: '2026Q1',
  duties: '按时完成走访和谈话',
  documents: '记录完整，无差错',
  discipline: '遵守考勤制度',
};
const head = (day: string, more: World = {}): World => ({
  by: { actor: 'o-1', role: 'office-head' },
  at: `${day} 09:00`,
  ...more,
});

describe('the quarterly appraisal', () => {
  it('[APP-1] is written by the office on duties, documents and discipline', () => {
    given(appraisal)
      .when(RecordQuarterlyAppraisal, written, head('2026-03-31'))
      .then({
        type: 'QuarterlyAppraisalRecorded',
        data: { ...written, officeId: 'office-1', afterQuarterEnd: false },
      });
  });
  it('[APP-1] opens ten days before the last day of the quarter, not eleven', () => {
    given(appraisal).when(RecordQuarterlyAppraisal, written, head('2026-03-20')).thenRejected('APPRAISAL_NOT_OPEN');
    given(appraisal)
      .when(RecordQuarterlyAppraisal, written, head('2026-03-21'))
      .then({ type: 'QuarterlyAppraisalRecorded', data: { afterQuarterEnd: false } });
  });
  it('[APP-1] is taken after the quarter too, and stays marked late', () => {
    given(appraisal)
      .when(RecordQuarterlyAppraisal, written, head('2026-04-01'))
      .then({ type: 'QuarterlyAppraisalRecorded', data: { afterQuarterEnd: true } });
  });
  it('[APP-1] is never of a quarter that has not begun, however early policy opens it', () => {
    const rules = { ...FUZHOU_REGIME, appraisal: { ...FUZHOU_REGIME.appraisal, opensDaysBeforeQuarterEnd: 92 } };
    given(appraisal)
      .when(RecordQuarterlyAppraisal, written, head('2025-12-31', { rules }))
      .thenRejected('APPRAISAL_NOT_OPEN');
    given(appraisal)
      .when(RecordQuarterlyAppraisal, written, head('2026-01-01', { rules }))
      .then({ type: 'QuarterlyAppraisalRecorded' });
  });
  it('[APP-1] is one per worker and quarter', () => {
    const recorded = story(appraisal, [RecordQuarterlyAppraisal, written, head('2026-03-31')]);
    given(appraisal, recorded)
      .when(RecordQuarterlyAppraisal, written, head('2026-03-31', { commandId: 'command-2' }))
      .thenRejected('APPRAISAL_RECORDED');
    const [one, next] = [written, { ...written, quarter: '2026Q2' }].map((fields) =>
      appraisal.idOf(command(RecordQuarterlyAppraisal, fields, metaOf({}))),
    );
    expect([one, next]).toEqual(['w-1-2026Q1', 'w-1-2026Q2']);
  });
  it('[APP-1] is of a worker in service, appointed by the end of the quarter, and never of oneself', () => {
    const facts = (appointedOn: string) => ({ worker: { ...servingWorker(), facts: { appointedOn } } });
    for (const references of [{}, { worker: { ...servingWorker(), status: 'left' } }, facts('2026-04-01')])
      given(appraisal)
        .when(RecordQuarterlyAppraisal, written, head('2026-04-02', { references }))
        .thenRejected('WORKER_NOT_SERVING');
    given(appraisal)
      .when(RecordQuarterlyAppraisal, written, head('2026-04-02', { references: facts('2026-03-31') }))
      .then({ type: 'QuarterlyAppraisalRecorded' });
    for (const by of [{ actor: 'w-1' }, { actor: 'o-9', onBehalfOf: 'w-1' }])
      given(appraisal)
        .when(RecordQuarterlyAppraisal, written, { ...head('2026-03-31'), by: { ...by, role: 'office-head' } })
        .thenRejected('APPRAISAL_OWN');
  });
  it('[APP-1] is of a worker who left in the quarter, on its first day or later', () => {
    const left = (leftOn: string) => ({
      worker: { ...servingWorker(), status: 'left', facts: { appointedOn: '2025-01-05', leftOn } },
    });
    const record = (leftOn: string) =>
      given(appraisal).when(RecordQuarterlyAppraisal, written, head('2026-03-31', { references: left(leftOn) }));
    record('2025-12-31').thenRejected('WORKER_NOT_SERVING');
    record('2026-01-01').then({ type: 'QuarterlyAppraisalRecorded', data: { officeId: 'office-1' } });
  });
  it('[APP-1] belongs to the office of the worker, and to nobody where there is no such worker', () => {
    const order = command(RecordQuarterlyAppraisal, written, metaOf({}));
    expect(appraisal.unitOf(appraisal.initial, order, { worker: servingWorker('w-1', 'office-2') })).toBe('office-2');
    expect(appraisal.unitOf(appraisal.initial, order, {})).toBeUndefined();
  });
  it('[APP-1] whenever it is tried: at most once, never before it opens, late exactly when the quarter is over', () => {
    const quarter = fc.constantFrom('2025Q4', '2026Q1', '2026Q2');
    const shifts = fc.array(fc.integer({ min: -120, max: 200 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(quarter, shifts, (of, days) => {
        const end = lastDayOfQuarter(of);
        const events = days.reduce<ReturnType<typeof story>>((before, shift) => {
          const day = addDays(end, shift);
          try {
            const now = given(appraisal, before)
              .when(RecordQuarterlyAppraisal, { ...written, quarter: of }, head(day))
              .events();
            expect(day >= addDays(end, -10) && day >= firstDayOfQuarter(of)).toBe(true);
            expect(now[0]?.data).toMatchObject({ afterQuarterEnd: day > end });
            return [...before, ...now];
          } catch (error) {
            if (error instanceof Rejection) return before;
            throw error;
          }
        }, []);
        expect(events).toHaveLength(days.some((shift) => shift >= -10) ? 1 : 0);
      }),
    );
  });
});

describe('the inspection by the county', () => {
  const of = { workerId: 'w-1', quarter: '2026Q1' };
  const inspections: readonly CommandClass[] = [ReturnQuarterlyAppraisal, PassQuarterlyAppraisal];
  const director: World = { by: { actor: 'o-3', role: 'director', unit: 'county-1' }, at: '2026-04-08 09:00' };
  const [recorded, sentBack] = [
    story(appraisal, [RecordQuarterlyAppraisal, written, head('2026-03-31')]),
    story(
      appraisal,
      [RecordQuarterlyAppraisal, written, head('2026-03-31')],
      [ReturnQuarterlyAppraisal, { ...of, reasons: '太简单' }, director],
    ),
  ];
  it('[APP-2] sends an appraisal back with reasons', () => {
    given(appraisal, recorded)
      .when(ReturnQuarterlyAppraisal, { ...of, reasons: '太简单' }, director)
      .then({
        type: 'QuarterlyAppraisalReturned',
        data: { ...of, officeId: 'office-1', version: 1, reasons: '太简单' },
      });
    given(appraisal)
      .when(ReturnQuarterlyAppraisal, { ...of, reasons: '？' }, director)
      .thenRejected('APPRAISAL_MISSING');
    given(appraisal, sentBack)
      .when(ReturnQuarterlyAppraisal, { ...of, reasons: '？' }, director)
      .thenRejected('APPRAISAL_INSPECTED');
  });
  it('[APP-2] is answered by a new version, which can be returned again or passed', () => {
    const again = { ...written, discipline: '二月旷工半日，已批评教育' };
    given(appraisal, sentBack)
      .when(CorrectQuarterlyAppraisal, again, head('2026-04-09'))
      .then({ type: 'QuarterlyAppraisalCorrected', data: { ...again, version: 2, afterQuarterEnd: true } });
    given(appraisal, sentBack)
      .when(RecordQuarterlyAppraisal, again, head('2026-04-09'))
      .thenRejected('APPRAISAL_RECORDED');
    const corrected = [
      ...sentBack,
      ...given(appraisal, sentBack).when(CorrectQuarterlyAppraisal, again, head('2026-04-09')).events(),
    ];
    given(appraisal, corrected)
      .when(ReturnQuarterlyAppraisal, { ...of, reasons: '？' }, director)
      .then({ type: 'QuarterlyAppraisalReturned', data: { version: 2 } });
    given(appraisal, corrected)
      .when(PassQuarterlyAppraisal, of, director)
      .then({ type: 'QuarterlyAppraisalPassed', data: { ...of, version: 2 } });
  });
  it('[APP-2] ends with what is in order: it is neither returned nor corrected any more', () => {
    const passed = [...recorded, ...given(appraisal, recorded).when(PassQuarterlyAppraisal, of, director).events()];
    for (const type of inspections)
      given(appraisal, passed)
        .when(type, { ...of, reasons: '？' }, director)
        .thenRejected('APPRAISAL_INSPECTED');
    for (const events of [recorded, passed])
      given(appraisal, events)
        .when(CorrectQuarterlyAppraisal, written, head('2026-04-09'))
        .thenRejected('APPRAISAL_NOT_RETURNED');
  });
  it('[APP-2] is not by who wrote it, nor by the worker', () => {
    for (const by of [
      { actor: 'o-1', role: 'director' as const },
      { actor: 'o-1', role: 'director' as const, onBehalfOf: 'o-3' },
      { actor: 'o-4', role: 'director' as const, onBehalfOf: 'o-1' },
    ])
      given(appraisal, recorded).when(PassQuarterlyAppraisal, of, { by }).thenRejected('APPRAISAL_OWN_WRITING');
    for (const type of inspections)
      given(appraisal, recorded)
        .when(type, { ...of, reasons: '？' }, { by: { actor: 'w-1', role: 'director' } })
        .thenRejected('APPRAISAL_OWN');
    given(appraisal, sentBack)
      .when(CorrectQuarterlyAppraisal, written, { by: { actor: 'w-1', role: 'office-head' } })
      .thenRejected('APPRAISAL_OWN');
  });
  it('[SEC-3] keeps what was said under the worker’s own key', () => {
    expect(appraisal.events.QuarterlyAppraisalReturned).toMatchObject({ subject: 'workerId', personal: ['reasons'] });
    expect(appraisal.events.QuarterlyAppraisalPassed).toMatchObject({ subject: 'workerId', personal: ['remark'] });
    expect(appraisal.events.QuarterlyAppraisalCorrected).toMatchObject({
      subject: 'workerId',
      personal: ['duties', 'documents', 'discipline'],
    });
  });
});
