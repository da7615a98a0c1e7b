import type { ExecutionPlaceEvent } from '../../src/execution-place/domain/events.js';
import { EVERYBODY, OFFICERS, openStep, stepOfPosts } from './open-step.js';
import type { AnyTaskRule } from './task.js';

const ofTransfer = {
  ...{ rule: 'TRV-1', category: 'executionPlace' },
  idOf: ({ data }: { readonly data: ExecutionPlaceEvent['data'] }) => data.transferId,
};

const DECISION = [
  'ExecutionPlaceTransferRequested',
  'ExecutionPlaceTransferEndorsed',
  'ExecutionPlaceTransferAgreed',
  'ExecutionPlaceTransferApproved',
  'ExecutionPlaceTransferRejected',
  'ExecutionPlaceTransferWithdrawn',
] as const;
const toDecide = openStep<Extract<ExecutionPlaceEvent, { type: (typeof DECISION)[number] }>>({
  ...ofTransfer,
  ...{ name: 'execution-place-decision', title: { zh: '审批变更执行地', en: 'Decide on a change of place' } },
  events: DECISION,
  step: ({ data, meta }) =>
    'turn' in data ? { ...stepOfPosts(data.turn.posts, meta.occurredAt), path: data.turn.path } : null,
});

const PAPERS = [
  'ExecutionPlaceTransferApproved',
  'ExecutionPlaceTransferWithdrawn',
  'ExecutionPlacePapersHandedOver',
] as const;
const toHandOver = openStep<Extract<ExecutionPlaceEvent, { type: (typeof PAPERS)[number] }>>({
  ...ofTransfer,
  ...{ name: 'execution-place-papers', title: { zh: '移交档案材料', en: 'Hand over the papers' } },
  events: PAPERS,
  step: ({ type, meta }) =>
    type === 'ExecutionPlaceTransferApproved' ? stepOfPosts(EVERYBODY, meta.occurredAt) : null,
});

const REPORT = [
  'ExecutionPlaceTransferApproved',
  'ExecutionPlaceTransferWithdrawn',
  'ExecutionPlaceReportConfirmed',
] as const;
/** Of the office that the person goes to; of who leaves the city, of the present one, which waits for the receipt. */
const toConfirm = openStep<Extract<ExecutionPlaceEvent, { type: (typeof REPORT)[number] }>>({
  ...ofTransfer,
  ...{ name: 'execution-place-report', title: { zh: '确认到新执行地报到', en: 'Confirm the report in the new place' } },
  events: REPORT,
  step: ({ type, data, meta }) =>
    type === 'ExecutionPlaceTransferApproved'
      ? { ...stepOfPosts(EVERYBODY, meta.occurredAt, data.reportBy), ...(data.toPath && { path: data.toPath }) }
      : null,
});

const SEARCH = [
  'ExecutionPlaceReportOverdue',
  'ExecutionPlaceTransferWithdrawn',
  'ExecutionPlaceReportConfirmed',
] as const;
/** Until the person has come, the present office answers for them, and looks for who does not come. */
const toFind = openStep<Extract<ExecutionPlaceEvent, { type: (typeof SEARCH)[number] }>>({
  ...ofTransfer,
  ...{ name: 'execution-place-search', title: { zh: '查找逾期未报到对象', en: 'Find who did not report' } },
  events: SEARCH,
  step: ({ type, data, meta }) =>
    type === 'ExecutionPlaceReportOverdue' ? stepOfPosts(OFFICERS, meta.occurredAt, data.dueOn) : null,
});

/** What waits for somebody while a person moves to another place of execution. */
export const executionPlaceTasks: readonly AnyTaskRule[] = [toDecide, toHandOver, toConfirm, toFind];
