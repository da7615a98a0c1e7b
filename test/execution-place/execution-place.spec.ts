import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  EndorseExecutionPlaceTransfer,
  RejectExecutionPlaceTransfer,
} from '../../src/execution-place/domain/decide-transfer.js';
import { executionPlaceEvents } from '../../src/execution-place/domain/events.js';
import { executionPlace } from '../../src/execution-place/domain/execution-place.js';
import { LapseExecutionPlaceTransfer } from '../../src/execution-place/domain/lapse-transfer.js';
import { transferLapses } from '../../src/execution-place/execution-place.reactions.js';
import type { Face } from '../../src/kernel/context.js';
import { fold } from '../../src/kernel/decider.js';
import type { DomainEvent } from '../../src/kernel/event.js';
import { Rejection } from '../../src/kernel/rejection.js';
import type { Principal } from '../../src/kernel/roles.js';
import type { ReceivedTransferChain } from '../../src/kernel/supervision/execution-place-rules.js';
import { FUZHOU_REGIME } from '../../src/organisation/domain/fuzhou-regime.js';
import { seen, SUPERVISEE_ID } from '../supervisees/people.js';
import { recorded } from '../support/fold-view.js';
import { given, story, type World } from '../support/given.js';
import {
  HERE,
  personIs,
  person,
  now,
  as,
  worker,
  head,
  deputy,
  there,
  one,
  yes,
  type Step,
  asking,
  near,
  far,
  away,
  endorsed,
  agreed,
  approved,
  replied,
  withdrawn,
  handed,
  came,
  ended,
  lapsed,
  mark,
  DECIDED,
  outcome,
  next,
} from './moves.js';

describe('a change of the place of execution', () => {
  it('[TRV-1] within the county is endorsed by the head and decided by the county', () => {
    expect(next(near)).toMatchObject({
      ...{ scope: 'WITHIN_COUNTY', toOfficeId: 'office-2', requestedBy: ['w-1'], birthYear: 1990 },
      ...{ awaiting: 'endorsement', turn: { posts: ['office-head'], path: HERE } },
    });
    expect(outcome([near], approved)).toBe('TRANSFER_NOT_YOUR_TURN');
    expect(next(near, endorsed)).toMatchObject({
      awaiting: 'decision',
      turn: { posts: ['deputy-director', 'director'] },
    });
    expect(outcome([near, endorsed], endorsed)).toBe('TRANSFER_NOT_YOUR_TURN');
    expect(next(...DECIDED)).toMatchObject({ by: 'deputy-director', on: '2026-03-20', toOfficeId: 'office-2' });
    expect(outcome(DECIDED, approved)).toBe('TRANSFER_NOT_PENDING');
    expect(outcome([], approved)).toBe('TRANSFER_NOT_FOUND');
  });
  it('[TRV-1] to another county waits until that county has agreed; its refusal ends it', () => {
    expect(next(far, endorsed)).toMatchObject({
      awaiting: 'consent',
      turn: { posts: ['deputy-director', 'director'], path: ['city-1', 'county-2', 'office-3'] },
    });
    expect(outcome([far, endorsed], approved)).toBe('TRANSFER_NOT_YOUR_TURN');
    expect(outcome([far], agreed)).toBe('TRANSFER_NOT_YOUR_TURN');
    expect(next(far, endorsed, agreed)).toMatchObject({ by: 'director', awaiting: 'decision', turn: { path: HERE } });
    expect(outcome([far, endorsed, agreed], approved)).toBe('ExecutionPlaceTransferApproved');
    expect(outcome([far, endorsed, agreed], agreed)).toBe('TRANSFER_NOT_YOUR_TURN');
    const refused: Step = [RejectExecutionPlaceTransfer, yes, as(there)];
    expect(outcome([far, endorsed], refused)).toBe('ExecutionPlaceTransferRejected');
    expect(outcome([far, endorsed, refused], agreed)).toBe('TRANSFER_NOT_PENDING');
  });
  it('[TRV-1] [SEC-2] belongs to the place that answers: the new one when it is asked, and when the person comes', () => {
    const unitFor = ([type]: Step, ...before: Step[]) =>
      executionPlace.unitOf(
        fold(executionPlace, executionPlace.initial, story(executionPlace, ...before) as never),
        Object.assign(Object.create(type.prototype as object), one) as never,
        person ?? {},
      );
    expect(unitFor(agreed, far, endorsed)).toBe('office-3');
    expect(unitFor(agreed, far)).toBe('office-1');
    expect(unitFor(endorsed, far, endorsed)).toBe('office-1');
    expect(unitFor(withdrawn, far, endorsed)).toBe('office-1');
    expect(unitFor(came('2026-03-20'), far, endorsed, agreed)).toBe('office-1');
    expect(unitFor(came('2026-03-20'), far, endorsed, agreed, approved)).toBe('office-3');
    expect(unitFor(handed(), far, endorsed, agreed, approved)).toBe('office-1');
  });
  it('[TRV-1] out of the city needs the answer of the other place, and then its receipt', () => {
    expect(next(away)).toMatchObject({ scope: 'OUT_OF_CITY', toPlace: '厦门市湖里区司法局' });
    expect(outcome([away, endorsed], approved)).toBe('TRANSFER_REPLY_NEEDED');
    expect(outcome([away, endorsed], replied)).toBe('ExecutionPlaceTransferApproved');
    const gone = [away, endorsed, replied, handed()];
    expect(outcome(gone, came('2026-03-25'))).toBe('TRANSFER_RECEIPT_NEEDED');
    expect(outcome(gone, came('2026-03-25', { receiptNumber: '（2026）厦矫回7号' }))).toBe(
      'ExecutionPlaceReportConfirmed',
    );
  });
  it('[TRV-1] [RULE-2] who decides, who is asked and the days to report within are policy', () => {
    const { executionPlace: regime } = FUZHOU_REGIME;
    const withinCounty: ReceivedTransferChain = { endorsers: [], receivers: ['office-head'], deciders: ['director'] };
    const rules = { ...FUZHOU_REGIME, executionPlace: { ...regime, withinCounty, reportWithinDays: 3 } };
    const world = (by: Partial<Principal>): World => ({ ...as(by), rules });
    const asked: Step = [near[0], near[1], world(worker)];
    expect(next(asked)).toMatchObject({ awaiting: 'consent', turn: { posts: ['office-head'] } });
    const way: Step[] = [asked, [agreed[0], yes, world({ ...head, actor: 'o-7' })]];
    expect(next(...way, [approved[0], yes, world({ ...there, role: 'director' })])).toMatchObject({
      reportBy: '2026-03-23',
    });
  });
  it('[TRV-1] is not decided by who asked, nor by who acts for them', () => {
    const byHead = asking({ toOfficeId: 'office-2' }, as(head));
    expect(outcome([byHead], endorsed)).toBe('TRANSFER_OWN_REQUEST');
    const delegate = { actor: 'o-9', role: 'office-head', onBehalfOf: 'o-1' } as const;
    expect(outcome([byHead], [EndorseExecutionPlaceTransfer, yes, as(delegate)])).toBe('TRANSFER_OWN_REQUEST');
    const other = { actor: 'o-9', role: 'office-head' } as const;
    expect(outcome([byHead], [EndorseExecutionPlaceTransfer, yes, as(other)])).toBe('ExecutionPlaceTransferEndorsed');
  });
  it('[TRV-1] goes to another open office of the city, or to a place outside in words', () => {
    for (const [to, expected] of [
      [{}, 'TRANSFER_DESTINATION'],
      [{ toOfficeId: 'office-2', toPlace: '厦门市' }, 'TRANSFER_DESTINATION'],
      [{ toOfficeId: 'office-1' }, 'TRANSFER_OFFICE_UNFIT'],
      [{ toOfficeId: 'no-office' }, 'TRANSFER_OFFICE_UNFIT'],
      [{ toOfficeId: 'office-9' }, 'TRANSFER_OFFICE_UNFIT'],
      [{ toOfficeId: 'office-3' }, 'ExecutionPlaceTransferRequested'],
    ] as const)
      expect([to, outcome([], asking(to))]).toEqual([to, expected]);
  });
  it('[TRV-1] is asked for once at a time, of somebody who is there, within the term', () => {
    const of = (face: Face, at = '2026-03-20 09:00') =>
      outcome([], asking({ toOfficeId: 'office-2' }, as(worker, { ...now, at, references: personIs(face) })));
    expect(of(seen({}, 'detained'))).toBe('TRANSFER_PERSON_ABSENT');
    expect(of(seen({}, 'out-of-supervision'))).toBe('TRANSFER_PERSON_ABSENT');
    expect(of(seen({ reportedOn: null }, 'expected'))).toBe('NOT_UNDER_SUPERVISION');
    expect(of(seen({ dischargedOn: '2026-03-19' }, 'discharged'))).toBe('NOT_UNDER_SUPERVISION');
    expect(of(seen({ termTo: '2026-03-20' }))).toBe('ExecutionPlaceTransferRequested');
    expect(of(seen({ termTo: '2026-03-20' }), '2026-03-21 00:00')).toBe('TRANSFER_TERM_OVER');
    const again = asking({ toOfficeId: 'office-3' }, { ...as(worker), commandId: 'move-2' });
    expect(outcome([near], again)).toBe('TRANSFER_ALREADY_OPEN');
    expect(outcome(DECIDED, again)).toBe('TRANSFER_ALREADY_OPEN');
    expect(outcome([near, withdrawn], again)).toBe('ExecutionPlaceTransferRequested');
    const no: Step = [RejectExecutionPlaceTransfer, yes, as(head)];
    expect(outcome([near, no], again)).toBe('ExecutionPlaceTransferRequested');
    expect(outcome([near, lapsed], again)).toBe('ExecutionPlaceTransferRequested');
  });
  it('[TRV-1] is not asked for anew after the report until the record of the person is where they reported', () => {
    const moved = [...DECIDED, handed(), came('2026-03-21')];
    const again = (movedBy: string | null, unit: string) => {
      const face = { ...seen({ movedBy, birthYear: 1990 }), unit };
      const world = { ...as(worker), commandId: 'move-2', references: personIs(face) };
      return outcome(moved, asking({ toOfficeId: 'office-3' }, world));
    };
    expect(again(null, 'office-1')).toBe('TRANSFER_ALREADY_OPEN');
    expect(again('move-0', 'office-1')).toBe('TRANSFER_ALREADY_OPEN');
    expect(again('move-1', 'office-2')).toBe('ExecutionPlaceTransferRequested');
  });
  it('[TRV-1] is decided to the last day of the term, and not the day after', () => {
    const references = personIs(seen({ termTo: '2026-03-25' }));
    const decide = (at: string) =>
      outcome([near, endorsed], [approved[0], yes, as(deputy, { ...now, at, references })]);
    expect(decide('2026-03-25 23:59')).toBe('ExecutionPlaceTransferApproved');
    expect(decide('2026-03-26 00:00')).toBe('TRANSFER_TERM_OVER');
  });
  it('[TRV-1] [DIS-1] is over with the end of supervision, however far it had come, and only if it was under way', () => {
    for (const before of [[near], [far, endorsed], DECIDED, [...DECIDED, handed(), mark('2026-03-28 00:00')]])
      expect(outcome(before, lapsed)).toBe('ExecutionPlaceTransferLapsed');
    for (const before of [[], [near, withdrawn], [...DECIDED, handed(), came('2026-03-21')], [near, lapsed]])
      expect(outcome(before, lapsed)).toBe('');
    expect(outcome([near, lapsed], endorsed)).toBe('TRANSFER_NOT_PENDING');
    const discharged = recorded({ type: 'SuperviseeDischarged', data: { superviseeId: SUPERVISEE_ID } } as never);
    expect(transferLapses.react(discharged)).toEqual([
      { command: LapseExecutionPlaceTransfer, fields: { superviseeId: SUPERVISEE_ID } },
    ]);
  });
  it('[TRV-1] [DIS-1] is not decided while the person is detained, nor carried on once supervision has ended', () => {
    const detained = personIs(seen({}, 'detained'));
    expect(outcome([near, endorsed], [approved[0], yes, as(deputy, { ...now, references: detained })])).toBe(
      'TRANSFER_PERSON_ABSENT',
    );
    const { references: gone } = ended;
    for (const [before, [type, fields, world]] of [
      [[near], endorsed],
      [[near, endorsed], approved],
      [[near], withdrawn],
      [DECIDED, handed()],
      [[...DECIDED, handed()], came('2026-03-21')],
    ] as const)
      expect(outcome(before, [type, fields, { ...world, references: gone }])).toBe('NOT_UNDER_SUPERVISION');
    const late = mark('2026-03-28 00:00');
    expect(outcome(DECIDED, [late[0], late[1], { ...late[2], references: gone }])).toBe('');
  });
  it('[SEC-3] the reason, where to outside the city, opinions, papers and remarks are sealed', () => {
    expect(executionPlaceEvents.ExecutionPlaceTransferRequested.personal).toEqual(['toPlace', 'reason']);
    expect(executionPlaceEvents.ExecutionPlaceTransferApproved.personal).toEqual(['opinion']);
    expect(executionPlaceEvents.ExecutionPlacePapersHandedOver.personal).toEqual(['papers']);
    expect(executionPlaceEvents.ExecutionPlaceReportConfirmed.personal).toEqual(['remarks']);
  });
});

describe('reporting in the new place', () => {
  it('[TRV-1] is confirmed with the papers there, from the decision to today, late after the last day', () => {
    expect(next(...DECIDED)).toMatchObject({ reportBy: '2026-03-27' });
    expect(outcome([near], handed())).toBe('TRANSFER_NOT_APPROVED');
    expect(outcome(DECIDED, handed('2026-03-19'))).toBe('TRANSFER_DAY_BEFORE_DECISION');
    expect(outcome(DECIDED, handed('2026-03-21'))).toBe('TRANSFER_DAY_IN_FUTURE');
    expect(outcome([...DECIDED, handed()], handed())).toBe('TRANSFER_PAPERS_HANDED_OVER');
    expect(outcome(DECIDED, came('2026-03-21'))).toBe('TRANSFER_PAPERS_OUTSTANDING');
    const ready = [...DECIDED, handed()];
    expect(outcome(ready, came('2026-03-19'))).toBe('TRANSFER_DAY_BEFORE_DECISION');
    expect(outcome(ready, came('2026-03-21', {}, '2026-03-20 23:59'))).toBe('TRANSFER_DAY_IN_FUTURE');
    expect(next(...ready, came('2026-03-27'))).toMatchObject({ daysLate: 0, fromPath: HERE, officeId: 'office-2' });
    expect(next(...ready, came('2026-03-28'))).toMatchObject({ daysLate: 1 });
    expect(outcome([...ready, came('2026-03-27')], came('2026-03-27'))).toBe('TRANSFER_NOT_APPROVED');
  });
  it('[TRV-1] is overdue once, from the end of the last day; until then it can be taken back', () => {
    expect(outcome(DECIDED, mark('2026-03-27 23:59'))).toBe('');
    expect(outcome(DECIDED, mark('2026-03-28 00:00'))).toBe('ExecutionPlaceReportOverdue');
    expect(outcome([...DECIDED, mark('2026-03-28 00:00')], mark('2026-03-29 00:00'))).toBe('');
    expect(outcome([near, endorsed], mark('2026-03-28 00:00'))).toBe('');
    const late = [...DECIDED, handed(), mark('2026-03-28 00:00')];
    expect(outcome(late, came('2026-03-30'))).toBe('ExecutionPlaceReportConfirmed');
    expect(outcome(DECIDED, withdrawn)).toBe('ExecutionPlaceTransferWithdrawn');
    expect(outcome([...late, came('2026-03-30')], withdrawn)).toBe('TRANSFER_NOT_PENDING');
  });
});

describe('changes, whatever is done in whatever order', () => {
  it('[TRV-1] are open one at a time, decided once each and reported once each, with papers before', () => {
    const by: Record<string, (id: string) => Step> = {
      ask: (id) => asking({ toOfficeId: 'office-3' }, { ...as(worker), commandId: id }),
      endorse: () => endorsed,
      agree: () => agreed,
      approve: () => approved,
      refuse: () => [RejectExecutionPlaceTransfer, yes, as(head)],
      withdraw: () => withdrawn,
      papers: () => handed(),
      report: () => came('2026-03-25'),
      overdue: () => mark('2026-03-28 00:00'),
      end: () => lapsed,
    };
    const step = fc.tuple(fc.constantFrom(...Object.keys(by)), fc.constantFrom('move-1', 'move-2'));
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        let facts: DomainEvent[] = [];
        for (const [name, transferId] of steps) {
          const [type, fields, world] = arrived((by[name] as (id: string) => Step)(transferId), facts);
          try {
            facts = [
              ...facts,
              ...given(executionPlace, facts)
                .when(type, { ...fields, transferId }, world)
                .events(),
            ];
          } catch (error) {
            if (!(error instanceof Rejection)) throw error;
          }
        }
        for (const id of ['move-1', 'move-2']) {
          const types = facts
            .filter(({ data }) => (data as { transferId?: string }).transferId === id)
            .map(({ type }) => type);
          const told = types.join(' ').replaceAll(/ExecutionPlace(Transfer)?/g, '');
          expect(told).toMatch(WAY);
        }
      }),
    );
  });
});
/** As of the moment when the record of the person has followed the last report. */
const arrived = ([type, fields, world]: Step, facts: readonly DomainEvent[]): Step => {
  const last = facts.findLast(({ type: told }) => told === 'ExecutionPlaceReportConfirmed')?.data as
    typeof one | undefined;
  const { supervisee } = world.references ?? {};
  if (!last || !supervisee) return [type, fields, world];
  const moved = { ...supervisee, facts: { ...supervisee.facts, movedBy: last.transferId } };
  return [type, fields, { ...world, references: { ...world.references, supervisee: moved } }];
};
const ENDS = '( Rejected| Withdrawn| Lapsed)?';
/** From the request on, as far as it went: the same request is not made twice while it is open, but may be once it is over. */
const WAY = new RegExp(
  `^((^|(?<=\\w) )Requested(${ENDS}| Endorsed(${ENDS}| Agreed(${ENDS}| Approved( ReportOverdue)?( PapersHandedOver)?( ReportOverdue)?( Withdrawn| Lapsed| ReportConfirmed)?))))*$`,
);
