import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { appraisal } from '../../src/appraisals/domain/appraisal.js';
import { RecordQuarterlyAppraisal } from '../../src/appraisals/domain/record-quarterly-appraisal.js';
import { command } from '../../src/kernel/command.js';
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
    const rules = { ...FUZHOU_REGIME, appraisal: { opensDaysBeforeQuarterEnd: 92 } };
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
