import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { command, type CommandClass } from '../../src/kernel/command.js';
import type { Face } from '../../src/kernel/context.js';
import { addDays } from '../../src/kernel/day.js';
import { fold } from '../../src/kernel/decider.js';
import type { DomainEvent } from '../../src/kernel/event.js';
import { Rejection } from '../../src/kernel/rejection.js';
import { organisation } from '../../src/organisation/domain/organisation.js';
import { AppointSocialWorker } from '../../src/social-workers/domain/service/appoint-social-worker.js';
import { EndAppointment } from '../../src/social-workers/domain/departure/end-appointment.js';
import type { SocialWorkerEvent } from '../../src/social-workers/domain/events.js';
import { socialWorker } from '../../src/social-workers/domain/social-worker.js';
import { TransferSocialWorker } from '../../src/social-workers/domain/service/transfer-social-worker.js';
import { stateOf, told } from '../organisation/town.js';
import { given, metaOf, story, type World } from '../support/given.js';

/** The test town as decisions on social workers see it: offices east-1, east-2 and west-1. */
const offices: Face | undefined = organisation.face?.(stateOf(told()));
/** Today is 2026-03-09. */
const east: World = { by: { actor: 'o-1', role: 'officer', unit: 'east' }, references: { offices } };
const city: World = { by: { actor: 'o-2', role: 'city-officer', unit: 'city' }, references: { offices } };

const form = { workerId: 'w-1', officeId: 'east-1', name: '王晓梅', appointedOn: '2026-01-05' };
const probation = { ...form, phone: '0591-12345678', probationUntil: '2026-04-04' };
const serving = (): DomainEvent[] => story(socialWorker, [AppointSocialWorker, probation, east]);
const transfer = (officeId: string, on = '2026-03-09') => ({ workerId: 'w-1', officeId, on });
const end = { workerId: 'w-1', on: '2026-03-09', reason: '辞职' };
const faceOf = (events: readonly DomainEvent[]): Face | undefined =>
  socialWorker.face?.(fold(socialWorker, socialWorker.initial, events as SocialWorkerEvent[]));

describe('an appointment', () => {
  it('records office, day and probation, and what others see of it', () => {
    given(socialWorker)
      .when(AppointSocialWorker, probation, east)
      .then({ type: 'SocialWorkerAppointed', data: probation });
    expect(faceOf(serving())).toEqual({
      id: 'w-1',
      unit: 'east-1',
      status: 'serving',
      facts: {
        appointedOn: '2026-01-05',
        since: '2026-01-05',
        probationUntil: '2026-04-04',
        probationEnds: '2026-04-04',
        confirmedOn: null,
        undertakingSignedOn: null,
        contractUntil: null,
        workSince: null,
        leftOn: null,
        postings: JSON.stringify([{ officeId: 'east-1', from: '2026-01-05' }]),
      },
    });
    expect(faceOf(story(socialWorker, [AppointSocialWorker, form, east]))?.facts.probationUntil).toBeNull();
    expect(faceOf([])).toBeUndefined();
  });
  it('[SEC-3] keeps name, telephone and reasons under the worker’s own key', () => {
    const { SocialWorkerAppointed: appointed, AppointmentEnded: ended } = socialWorker.events;
    expect(appointed).toMatchObject({ subject: 'workerId', personal: ['name', 'phone'] });
    expect(ended).toMatchObject({ subject: 'workerId', personal: ['reason'] });
  });
  it('is made once for an id, also after it has ended', () => {
    given(socialWorker, serving()).when(AppointSocialWorker, form, east).thenRejected('WORKER_ALREADY_APPOINTED');
    const left = story(socialWorker, [AppointSocialWorker, form, east], [EndAppointment, end, east]);
    given(socialWorker, left).when(AppointSocialWorker, form, east).thenRejected('WORKER_ALREADY_APPOINTED');
  });
  it('[SEC-2] of an id that is in use belongs to the office that has it: nothing of it is told elsewhere', () => {
    const again = command(AppointSocialWorker, { ...form, officeId: 'west-1' }, metaOf({ by: east.by }));
    const held = fold(socialWorker, socialWorker.initial, serving() as SocialWorkerEvent[]);
    expect(socialWorker.unitOf(held, again, {})).toBe('east-1');
    expect(socialWorker.unitOf(socialWorker.initial, again, {})).toBe('west-1');
  });
  it('is to an office that exists, and lies within the reach of whoever appoints', () => {
    for (const officeId of ['nowhere', 'east', 'east-group', 'constructor', 'west-1'])
      given(socialWorker)
        .when(AppointSocialWorker, { ...form, officeId }, east)
        .thenRejected('WORKER_OFFICE_UNFIT');
    given(socialWorker)
      .when(AppointSocialWorker, form, { ...east, references: {} })
      .thenRejected('WORKER_OFFICE_UNFIT');
  });
  it('has a probation that ends after it begins', () => {
    const until = (probationUntil: string) =>
      given(socialWorker).when(AppointSocialWorker, { ...form, probationUntil }, east);
    until('2026-01-05').thenRejected('WORKER_PROBATION_REVERSED');
    until('2026-01-06').then({ type: 'SocialWorkerAppointed' });
  });
});

describe('a transfer', () => {
  it('names both offices, the day, and the path from now on', () => {
    given(socialWorker, serving())
      .when(TransferSocialWorker, transfer('east-2'), east)
      .then({
        type: 'SocialWorkerTransferred',
        data: { ...transfer('east-2'), fromOfficeId: 'east-1', path: ['city', 'east', 'east-2'] },
      });
    expect(
      faceOf(story(socialWorker, [AppointSocialWorker, form, east], [TransferSocialWorker, transfer('east-2'), east]))
        ?.unit,
    ).toBe('east-2');
  });
  it('[SEC-2] stays within the reach of whoever orders it', () => {
    given(socialWorker, serving())
      .when(TransferSocialWorker, transfer('west-1'), east)
      .thenRejected('WORKER_OFFICE_UNFIT');
    given(socialWorker, serving())
      .when(TransferSocialWorker, transfer('west-1'), city)
      .then({ type: 'SocialWorkerTransferred' });
  });
  it('is of a serving worker, to another office, on a day from the appointment up to today', () => {
    const on = (day: string) =>
      given(socialWorker, serving()).when(TransferSocialWorker, transfer('east-2', day), east);
    on('2026-03-10').thenRejected('WORKER_DAY_IN_FUTURE');
    on('2026-03-09').then({ type: 'SocialWorkerTransferred' });
    on('2026-01-05').then({ type: 'SocialWorkerTransferred' });
    on('2026-01-04').thenRejected('WORKER_DAY_TOO_EARLY');
    given(socialWorker, serving())
      .when(TransferSocialWorker, transfer('east-1'), east)
      .thenRejected('WORKER_OFFICE_UNCHANGED');
    given(socialWorker).when(TransferSocialWorker, transfer('east-2'), east).thenRejected('NOT_FOUND');
    const moved = story(
      socialWorker,
      [AppointSocialWorker, form, east],
      [TransferSocialWorker, transfer('east-2', '2026-02-01'), east],
    );
    given(socialWorker, moved)
      .when(TransferSocialWorker, transfer('east-1', '2026-01-31'), east)
      .thenRejected('WORKER_DAY_TOO_EARLY');
  });
});

describe('the end of an appointment', () => {
  it('is recorded once, with its day and reason', () => {
    given(socialWorker, serving())
      .when(EndAppointment, end, east)
      .then({ type: 'AppointmentEnded', data: { ...end, officeId: 'east-1' } });
    const left = story(socialWorker, [AppointSocialWorker, form, east], [EndAppointment, end, east]);
    expect(faceOf(left)).toMatchObject({ status: 'left', unit: 'east-1' });
    given(socialWorker, left).when(EndAppointment, end, east).thenRejected('WORKER_NOT_SERVING');
    given(socialWorker, left).when(TransferSocialWorker, transfer('east-2'), east).thenRejected('WORKER_NOT_SERVING');
    given(socialWorker).when(EndAppointment, end, east).thenRejected('NOT_FOUND');
    given(socialWorker, serving())
      .when(EndAppointment, { ...end, on: '2026-03-10' }, east)
      .thenRejected('WORKER_DAY_IN_FUTURE');
  });
  it('[SEC-2] like a transfer it is for the office that the worker serves in', () => {
    const state = fold(socialWorker, socialWorker.initial, serving() as SocialWorkerEvent[]);
    expect(socialWorker.unitOf(state, command(EndAppointment, end, metaOf(east)), {})).toBe('east-1');
    expect(socialWorker.unitOf(state, command(TransferSocialWorker, transfer('east-2'), metaOf(east)), {})).toBe(
      'east-1',
    );
    expect(socialWorker.unitOf(socialWorker.initial, command(EndAppointment, end, metaOf(east)), {})).toBeUndefined();
    expect(socialWorker.unitOf(socialWorker.initial, command(AppointSocialWorker, form, metaOf(east)), {})).toBe(
      'east-1',
    );
  });
});

it('whatever is ordered: one appointment first, nothing after its end, days in order, offices linked', () => {
  const day = fc.integer({ min: -70, max: 2 }).map((days) => addDays('2026-03-09', days));
  const office = fc.constantFrom('east-1', 'east-2', 'west-1', 'nowhere');
  const step: fc.Arbitrary<readonly [CommandClass, string, string]> = fc.oneof(
    { weight: 1, arbitrary: fc.tuple(fc.constant(AppointSocialWorker), office, day) },
    { weight: 4, arbitrary: fc.tuple(fc.constant(TransferSocialWorker), office, day) },
    { weight: 1, arbitrary: fc.tuple(fc.constant(EndAppointment), office, day) },
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
      const events = steps.reduce<SocialWorkerEvent[]>((before, [type, officeId, on]) => {
        try {
          const fields = { ...form, officeId, on, appointedOn: on, reason: '辞职' } as never;
          return [...before, ...(given(socialWorker, before).when(type, fields, city).events() as SocialWorkerEvent[])];
        } catch (error) {
          if (error instanceof Rejection) return before;
          throw error;
        }
      }, []);
      const days = events.map(({ data }) => ('on' in data ? data.on : 'appointedOn' in data ? data.appointedOn : ''));
      expect(days).toEqual([...days].sort());
      events.forEach((event, index) => {
        expect(event.type === 'SocialWorkerAppointed').toBe(index === 0);
        if (event.type === 'AppointmentEnded') expect(index).toBe(events.length - 1);
        if (event.type === 'SocialWorkerTransferred')
          expect(event.data.fromOfficeId).toBe(events[index - 1]?.data.officeId);
      });
      expect(() => fold(socialWorker, socialWorker.initial, [...events].reverse())).not.toThrow();
    }),
  );
});
