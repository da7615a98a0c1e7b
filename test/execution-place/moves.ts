import { ConfirmReportInNewPlace } from '../../src/execution-place/domain/confirm-report.js';
import {
  AgreeToExecutionPlaceTransfer,
  ApproveExecutionPlaceTransfer,
  EndorseExecutionPlaceTransfer,
} from '../../src/execution-place/domain/decide-transfer.js';
import { executionPlace } from '../../src/execution-place/domain/execution-place.js';
import { HandOverPapers } from '../../src/execution-place/domain/hand-over-papers.js';
import { LapseExecutionPlaceTransfer } from '../../src/execution-place/domain/lapse-transfer.js';
import { MarkReportInNewPlaceOverdue } from '../../src/execution-place/domain/mark-report-overdue.js';
import { RequestExecutionPlaceTransfer } from '../../src/execution-place/domain/request-transfer.js';
import { WithdrawExecutionPlaceTransfer } from '../../src/execution-place/domain/withdraw-transfer.js';
import type { CommandClass } from '../../src/kernel/command.js';
import type { Face } from '../../src/kernel/context.js';
import { Rejection } from '../../src/kernel/rejection.js';
import type { Principal } from '../../src/kernel/roles.js';
import { seen, SUPERVISEE_ID } from '../supervisees/people.js';
import { given, story, type World } from '../support/given.js';

export const HERE = ['city-1', 'county-1', 'office-1'];
export const offices: Face = {
  ...{ id: 'main', unit: '*', status: 'founded' },
  facts: {
    'office-1': HERE.join('/'),
    'office-2': 'city-1/county-1/office-2',
    'office-3': 'city-1/county-2/office-3',
    'office-9': 'city-9/county-9/office-9',
  },
};
export const personIs = (face: Face): World['references'] => ({ supervisee: { ...face, path: HERE }, offices });
export const person = personIs(seen({ termTo: '2027-03-01', birthYear: 1990 }));
export const now: World = { at: '2026-03-20 09:00', references: person, commandId: 'move-1' };
export const as = (by: Partial<Principal>, at = now): World => ({ ...at, by });
export const worker: Partial<Principal> = { actor: 'w-1', role: 'social-worker' };
export const head: Partial<Principal> = { actor: 'o-1', role: 'office-head' };
export const deputy: Partial<Principal> = { actor: 'o-2', role: 'deputy-director', unit: 'county-1' };
export const there: Partial<Principal> = { actor: 'o-3', role: 'director', unit: 'county-2' };
export const one = { superviseeId: SUPERVISEE_ID, transferId: 'move-1' };
export const yes = { ...one, opinion: '同意' };

export type Step = readonly [CommandClass, object, World];
export const asking = (to: object, world = as(worker)): Step => [
  RequestExecutionPlaceTransfer,
  { superviseeId: SUPERVISEE_ID, ...to, reason: '家庭迁居' },
  world,
];
export const near = asking({ toOfficeId: 'office-2' });
export const far = asking({ toOfficeId: 'office-3' });
export const away = asking({ toPlace: '厦门市湖里区司法局' });
export const endorsed: Step = [EndorseExecutionPlaceTransfer, yes, as(head)];
export const agreed: Step = [AgreeToExecutionPlaceTransfer, yes, as(there)];
export const approved: Step = [ApproveExecutionPlaceTransfer, yes, as(deputy)];
export const replied: Step = [ApproveExecutionPlaceTransfer, { ...yes, replyNumber: '（2026）厦矫复5号' }, as(deputy)];
export const withdrawn: Step = [WithdrawExecutionPlaceTransfer, one, as(worker)];
export const handed = (on = '2026-03-20', at = '2026-03-20 15:00'): Step => [
  HandOverPapers,
  { ...one, on, papers: '矫正档案一册' },
  as(worker, { ...now, at }),
];
export const came = (on: string, more: object = {}, at = '2026-04-10 09:00'): Step => [
  ConfirmReportInNewPlace,
  { ...one, on, ...more },
  as(
    { actor: 'w-9', role: 'social-worker', unit: 'office-2' },
    { ...now, at, jurisdiction: ['city-1', 'county-1', 'office-2'] },
  ),
];
export const ended: World = { ...now, references: personIs(seen({ dischargedOn: '2026-03-20' }, 'discharged')) };
export const lapsed: Step = [
  LapseExecutionPlaceTransfer,
  { superviseeId: SUPERVISEE_ID },
  { ...ended, by: { role: 'system' } },
];
export const mark = (at: string): Step => [MarkReportInNewPlaceOverdue, one, { ...now, at, by: { role: 'system' } }];
export const DECIDED = [near, endorsed, approved];

export const outcome = (before: readonly Step[], [type, fields, world]: Step): string => {
  try {
    const events = given(executionPlace, story(executionPlace, ...before))
      .when(type, fields, world)
      .events();
    return events.map((event) => event.type).join();
  } catch (error) {
    if (error instanceof Rejection) return error.code;
    throw error;
  }
};
export const next = (...steps: Step[]) => story(executionPlace, ...steps).at(-1)?.data;
