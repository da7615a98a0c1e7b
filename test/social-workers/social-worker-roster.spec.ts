import { describe, expect, it } from '@jest/globals';
import {
  type SocialWorkerEntry,
  socialWorkerRoster,
} from '../../projections/social-workers/social-worker-roster.view.js';
import type { SocialWorkerEvent } from '../../src/social-workers/domain/events.js';
import { foldView, recorded } from '../support/fold-view.js';

const JURISDICTION = ['city', 'east', 'east-1'];
const rowOf = (...events: readonly SocialWorkerEvent[]): SocialWorkerEntry | undefined =>
  foldView<SocialWorkerEntry>(
    socialWorkerRoster,
    events.map((event, position) => recorded(event, { position, jurisdiction: JURISDICTION })),
  ).get('w-1');

const appointed: SocialWorkerEvent = {
  type: 'SocialWorkerAppointed',
  data: {
    workerId: 'w-1',
    officeId: 'east-1',
    name: '王晓梅',
    appointedOn: '2026-01-05',
    probationUntil: '2026-04-04',
  },
};
const path = ['city', 'east', 'east-2'];
const transferred: SocialWorkerEvent = {
  type: 'SocialWorkerTransferred',
  data: { workerId: 'w-1', officeId: 'east-2', fromOfficeId: 'east-1', on: '2026-02-01', path },
};
const ended: SocialWorkerEvent = {
  type: 'AppointmentEnded',
  data: { workerId: 'w-1', officeId: 'east-2', on: '2026-03-01', reason: '辞职' },
};

describe('the roster of social workers', () => {
  it('has one row for a worker, in the office that they serve in', () => {
    expect(rowOf(appointed)).toEqual({
      workerId: 'w-1',
      officeId: 'east-1',
      path: JURISDICTION,
      name: '王晓梅',
      phone: null,
      status: 'serving',
      appointedOn: '2026-01-05',
      probationUntil: '2026-04-04',
      probationEnds: '2026-04-04',
      confirmedOn: null,
      confirmationDue: '2026-04-04',
      undertakingSignedOn: null,
      contracts: [],
      contractUntil: null,
      entitlements: null,
      postings: [{ officeId: 'east-1', path: JURISDICTION, from: '2026-01-05', to: null }],
      resignation: null,
      since: '2026-01-05',
      leftOn: null,
      departure: null,
      applicationId: null,
    });
  });
  it('[SEC-2] moves with a transfer, out of the reach of the office before', () => {
    expect(rowOf(appointed, transferred)).toMatchObject({
      officeId: 'east-2',
      path,
      since: '2026-02-01',
      status: 'serving',
    });
  });
  it('keeps who has left, with the day', () => {
    expect(rowOf(appointed, transferred, ended)).toMatchObject({
      status: 'left',
      leftOn: '2026-03-01',
      officeId: 'east-2',
      confirmationDue: null,
      departure: { cause: 'OTHER', reason: '辞职' },
    });
  });
  it('[HR-3] shows the offices from day to day, each day in one', () => {
    expect(rowOf(appointed, transferred, ended)?.postings).toEqual([
      { officeId: 'east-1', path: JURISDICTION, from: '2026-01-05', to: '2026-01-31' },
      { officeId: 'east-2', path, from: '2026-02-01', to: '2026-03-01' },
    ]);
    const atOnce: SocialWorkerEvent = { ...transferred, data: { ...transferred.data, on: '2026-01-05' } };
    expect(rowOf(appointed, atOnce)?.postings).toEqual([
      { officeId: 'east-1', path: JURISDICTION, from: '2026-01-05', to: '2026-01-05' },
      { officeId: 'east-2', path, from: '2026-01-05', to: null },
    ]);
  });
  it('[HR-3] shows undertaking, confirmation, contracts, entitlements and a resignation', () => {
    const of = { workerId: 'w-1', officeId: 'east-1' };
    const contract = (contractNumber: string, from: string, until?: string): SocialWorkerEvent => ({
      type: 'ContractConcluded',
      data: { ...of, contractNumber, from, ...(until === undefined ? {} : { until }) },
    });
    const granted = { payGrade: '三级', insurances: ['PENSION'] as const, workSince: '2020-01-01', from: '2026-01-05' };
    const told: SocialWorkerEvent[] = [
      { type: 'ConfidentialityUndertakingSigned', data: { ...of, signedOn: '2026-01-06' } },
      { type: 'AppointmentConfirmed', data: { ...of, on: '2026-03-05', probationUntil: '2026-04-04', opinion: '好' } },
      contract('1号', '2026-01-05', '2026-12-31'),
      contract('2号', '2027-01-01'),
      { type: 'EntitlementsGranted', data: { ...of, ...granted } },
      { type: 'ResignationSubmitted', data: { ...of, lastDay: '2027-03-01', reason: '搬家' } },
    ];
    const row = rowOf(appointed, ...told);
    expect(row).toMatchObject({
      undertakingSignedOn: '2026-01-06',
      confirmedOn: '2026-03-05',
      probationEnds: '2026-03-04',
      confirmationDue: null,
      contracts: [
        { contractNumber: '1号', until: '2026-12-31' },
        { contractNumber: '2号', until: null },
      ],
      contractUntil: null,
      entitlements: granted,
      resignation: { lastDay: '2027-03-01', reason: '搬家' },
    });
    const stays: SocialWorkerEvent = { type: 'ResignationWithdrawn', data: { ...of, lastDay: '2027-03-01' } };
    expect(rowOf(appointed, ...told, stays)?.resignation).toBeNull();
  });
});
