import { instantOf } from '../../src/kernel/day.js';
import type { EmploymentEvent } from '../../src/employment-status/domain/events.js';
import { type MeasureEvent, SENT_ON } from '../../src/measures/domain/measure/events.js';
import type { MonitoringEvent } from '../../src/measures/domain/monitoring/events.js';
import type { TravelEvent } from '../../src/travel/domain/events.js';
import { COUNTY_LEADERS, EVERYBODY, OFFICERS, openStep, stepOfPosts } from './open-step.js';
import type { AnyTaskRule } from './task.js';

const MEASURE_EVENTS: readonly MeasureEvent['type'][] = [
  'MeasureDrafted',
  'MeasureRedrafted',
  'MeasureEndorsed',
  'MeasureReturned',
  'MeasureRefused',
  'MeasureDecided',
  'MeasureSent',
  'MeasureAnswered',
];

const ofMeasure = {
  ...{ rule: 'SAN-1', category: 'measure', events: MEASURE_EVENTS },
  idOf: ({ data }: { readonly data: MeasureEvent['data'] }) => data.measureId,
};

const measureToDecide = openStep<MeasureEvent>({
  ...ofMeasure,
  ...{ name: 'measure-decision', title: { zh: '审批奖惩', en: 'Decide on a reward or sanction' } },
  step: ({ type, data, meta }) => {
    switch (type) {
      case 'MeasureDrafted':
      case 'MeasureRedrafted':
        return stepOfPosts(data.endorser === null ? data.deciders : [data.endorser], meta.occurredAt);
      case 'MeasureEndorsed':
        return stepOfPosts(data.deciders ?? COUNTY_LEADERS, meta.occurredAt);
      default:
        return null;
    }
  },
});

const measureToMend = openStep<MeasureEvent>({
  ...ofMeasure,
  ...{ name: 'measure-redraft', title: { zh: '补充被退回的奖惩材料', en: 'Mend a returned reward or sanction' } },
  step: ({ type, meta }) => (type === 'MeasureReturned' ? stepOfPosts(EVERYBODY, meta.occurredAt) : null),
});

const measureToSend = openStep<MeasureEvent>({
  ...ofMeasure,
  ...{ name: 'measure-sending', title: { zh: '提请有关机关', en: 'Send a proposal to the deciding body' } },
  step: ({ type, data, meta }) =>
    type === 'MeasureDecided' && SENT_ON.includes(data.kind) ? stepOfPosts(COUNTY_LEADERS, meta.occurredAt) : null,
});

const monitoringToDecide = openStep<MonitoringEvent>({
  ...{ name: 'monitoring-decision', rule: 'MON-1', category: 'monitoring' },
  title: { zh: '审批电子定位', en: 'Decide on electronic monitoring' },
  events: ['MonitoringDrafted', 'MonitoringApproved', 'MonitoringRefused', 'MonitoringEnded'],
  idOf: ({ data }) => data.orderId,
  step: ({ type, data, meta }) =>
    type === 'MonitoringDrafted' ? stepOfPosts(data.approvers ?? COUNTY_LEADERS, meta.occurredAt) : null,
});

/** On its last day somebody says whether it is extended or lapses. A draft or a refusal of an extension leaves that day as it was. */
const monitoringRunsOut = openStep<
  Extract<MonitoringEvent, { type: 'MonitoringApproved' | 'MonitoringEnded' | 'MonitoringRanOut' }>
>({
  ...{ name: 'monitoring-running-out', rule: 'MON-1', category: 'monitoring' },
  title: { zh: '电子定位即将到期', en: 'Monitoring runs out' },
  events: ['MonitoringApproved', 'MonitoringEnded', 'MonitoringRanOut'],
  idOf: ({ data }) => data.orderId,
  step: ({ type, data }) =>
    type === 'MonitoringApproved' ? stepOfPosts(OFFICERS, instantOf(data.to, '00:00'), data.to) : null,
});

const TRAVEL_DECISIONS = [
  'TravelRequested',
  'TravelEndorsed',
  'TravelApproved',
  'TravelRejected',
  'TravelWithdrawn',
] as const;
const travelToDecide = openStep<Extract<TravelEvent, { type: (typeof TRAVEL_DECISIONS)[number] }>>({
  ...{ name: 'travel-decision', rule: 'TRV-1', category: 'travel' },
  title: { zh: '审批外出', en: 'Decide on travel' },
  events: TRAVEL_DECISIONS,
  idOf: ({ data }) => data.permitId,
  step: ({ type, data, meta }) => {
    switch (type) {
      case 'TravelRequested':
        return stepOfPosts([data.endorsers[0] ?? data.approver], meta.occurredAt, data.from);
      case 'TravelEndorsed':
        return stepOfPosts([data.awaiting], meta.occurredAt);
      default:
        return null;
    }
  },
});

const TRAVELS = ['TravelApproved', 'TravelWithdrawn', 'TravelReturnConfirmed'] as const;
const travelReturn = openStep<Extract<TravelEvent, { type: (typeof TRAVELS)[number] }>>({
  ...{ name: 'travel-return', rule: 'TRV-1', category: 'travel' },
  title: { zh: '核实外出返回', en: 'Confirm the return from travel' },
  events: TRAVELS,
  idOf: ({ data }) => data.permitId,
  step: ({ type, data }) =>
    type === 'TravelApproved' ? stepOfPosts(EVERYBODY, instantOf(data.to, '00:00'), data.to) : null,
});

const AWAY = ['WorkAwayBegun', 'WorkAwayExtended', 'WorkAwayEnded'] as const;
const workAwayReturn = openStep<Extract<EmploymentEvent, { type: (typeof AWAY)[number] }>>({
  ...{ name: 'work-away-return', rule: 'EMP-1', category: 'employmentStatus' },
  title: { zh: '核实外出务工返回', en: 'Confirm the return from work elsewhere' },
  events: AWAY,
  idOf: ({ data }) => data.awayId,
  step: ({ type, data: { until } }) =>
    type === 'WorkAwayEnded' ? null : stepOfPosts(EVERYBODY, instantOf(until, '00:00'), until),
});

/** What waits for somebody of what is decided about a person, and of where they are. */
export const measureTasks: readonly AnyTaskRule[] = [
  measureToDecide,
  measureToMend,
  measureToSend,
  monitoringToDecide,
  monitoringRunsOut,
  travelToDecide,
  travelReturn,
  workAwayReturn,
];
