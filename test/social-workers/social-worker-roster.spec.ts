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
      since: '2026-01-05',
      leftOn: null,
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
    });
  });
});
