import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  employmentStatus as statusView,
  type EmploymentStatus,
} from '../../projections/employment-status/employment-status.view.js';
import { BeginWorkAway } from '../../src/employment-status/domain/begin-work-away.js';
import { ChangeEmployment } from '../../src/employment-status/domain/change-employment.js';
import { employmentStatus } from '../../src/employment-status/domain/employment-status.js';
import { EndWorkAway } from '../../src/employment-status/domain/end-work-away.js';
import { type Employment, employmentEvents, EMPLOYMENTS } from '../../src/employment-status/domain/events.js';
import { ExtendWorkAway } from '../../src/employment-status/domain/extend-work-away.js';
import type { DomainEvent } from '../../src/kernel/event.js';
import { EMPLOYMENTS as AT_REGISTRATION } from '../../src/supervisees/domain/events.js';
import { RegisterSupervisee } from '../../src/supervisees/domain/register-supervisee.js';
import { DischargeSupervisee } from '../../src/supervisees/domain/discharge-supervisee.js';
import { supervisee } from '../../src/supervisees/domain/supervisee.js';
import { foldView, recorded } from '../support/fold-view.js';
import { given, story, type World } from '../support/given.js';
import { FORM, seen, SUPERVISEE_ID } from '../supervisees/people.js';

const one = { superviseeId: SUPERVISEE_ID };
const world: World = {
  at: '2026-03-20 09:00',
  commandId: 'away-1',
  references: { supervisee: seen({ employment: 'UNEMPLOYED' }) },
};
const ended: World = { ...world, references: { supervisee: seen({ dischargedOn: '2026-03-19' }, 'discharged') } };
const expected: World = { ...world, references: { supervisee: seen({ reportedOn: null }, 'expected') } };
const changing = (changed: Partial<ChangeEmployment> = {}, events: DomainEvent[] = [], of = world) =>
  given(employmentStatus, events).when(ChangeEmployment, { ...one, to: 'EMPLOYED', on: '2026-03-16', ...changed }, of);
const away = {
  ...one,
  from: '2026-03-16',
  until: '2026-06-30',
  destination: 'OTHER_CITY',
  place: '厦门市湖里区',
  employer: '某公司',
} as const;
const leaving = (changed: Partial<BeginWorkAway> = {}, events: DomainEvent[] = [], of = world) =>
  given(employmentStatus, events).when(BeginWorkAway, { ...away, ...changed }, of);
const gone = () => leaving().events();
const returning = (on: string, events = gone(), of = world) =>
  given(employmentStatus, events).when(EndWorkAway, { ...one, on }, of);
const extending = (until: string, events = gone(), of = world) =>
  given(employmentStatus, events).when(ExtendWorkAway, { ...one, until }, of);

describe('changes of employment', () => {
  it('[EMP-1] name what it was: at the registration first, then by the change before', () => {
    changing({ employer: '某建材店', occupation: '销售' }).then({
      type: 'EmploymentChanged',
      data: {
        ...one,
        officeId: 'office-1',
        from: 'UNEMPLOYED',
        to: 'EMPLOYED',
        on: '2026-03-16',
        employer: '某建材店',
      },
    });
    changing({ to: 'FARMING' }, changing().events()).then({ type: 'EmploymentChanged', data: { from: 'EMPLOYED' } });
    changing({}, [], { ...world, references: { supervisee: seen() } }).then({
      type: 'EmploymentChanged',
      data: { from: null },
    });
  });
  it('[EMP-1] are changes: another employer is one, the same employment alone is none', () => {
    changing({ to: 'UNEMPLOYED' }).thenRejected('EMPLOYMENT_UNCHANGED');
    changing({}, changing().events()).thenRejected('EMPLOYMENT_UNCHANGED');
    changing({ employer: '另一单位' }, changing().events()).then({ type: 'EmploymentChanged' });
  });
  it('[EMP-1] happened from the registration to today, in the order in which they are told', () => {
    changing({ on: '2026-03-09' }).then({ type: 'EmploymentChanged' });
    changing({ on: '2026-03-08' }).thenRejected('DAY_BEFORE_REGISTRATION');
    changing({ on: '2026-03-20' }).then({ type: 'EmploymentChanged' });
    changing({ on: '2026-03-21' }).thenRejected('DAY_IN_FUTURE');
    changing({ to: 'FARMING', on: '2026-03-16' }, changing().events()).then({ type: 'EmploymentChanged' });
    changing({ to: 'FARMING', on: '2026-03-15' }, changing().events()).thenRejected('EMPLOYMENT_CHANGED_LATER');
  });
  it('[EMP-1] are those that a registration can name', () => {
    expect(EMPLOYMENTS).toEqual(AT_REGISTRATION);
  });
});

describe('work away', () => {
  it('[EMP-1] begins with place and dates', () => {
    leaving({ permitId: 't-1' }).then({ type: 'WorkAwayBegun', data: { ...away, awayId: 'away-1', permitId: 't-1' } });
  });
  it('[EMP-1] begins between the registration and today, and ends no earlier than it begins', () => {
    leaving({ from: '2026-03-09' }).then({ type: 'WorkAwayBegun' });
    leaving({ from: '2026-03-08' }).thenRejected('DAY_BEFORE_REGISTRATION');
    leaving({ from: '2026-03-20' }).then({ type: 'WorkAwayBegun' });
    leaving({ from: '2026-03-21' }).thenRejected('DAY_IN_FUTURE');
    leaving({ until: '2026-03-16' }).then({ type: 'WorkAwayBegun' });
    leaving({ until: '2026-03-15' }).thenRejected('AWAY_REVERSED');
  });
  it('[EMP-1] is one stay at a time, each after the return from the one before', () => {
    leaving({ from: '2026-03-18' }, gone()).thenRejected('ALREADY_AWAY');
    const back = [...gone(), ...returning('2026-03-18').events()];
    leaving({ from: '2026-03-18' }, back).then({ type: 'WorkAwayBegun' });
    leaving({ from: '2026-03-17' }, back).thenRejected('AWAY_OVERLAPS');
  });
  it('[EMP-1] can take longer', () => {
    extending('2026-07-01').then({
      type: 'WorkAwayExtended',
      data: { awayId: 'away-1', from: '2026-03-16', previousUntil: '2026-06-30', until: '2026-07-01' },
    });
    extending('2026-06-30').thenRejected('AWAY_NOT_EXTENDED');
    extending('2026-07-01', []).thenRejected('NOT_AWAY');
  });
  it('[EMP-1] ends with the return, from the day of leaving to today', () => {
    returning('2026-03-16').then({ type: 'WorkAwayEnded', data: { awayId: 'away-1', on: '2026-03-16' } });
    returning('2026-03-15').thenRejected('RETURN_BEFORE_DEPARTURE');
    returning('2026-03-20').then({ type: 'WorkAwayEnded' });
    returning('2026-03-21').thenRejected('DAY_IN_FUTURE');
    returning('2026-03-18', []).thenRejected('NOT_AWAY');
  });
  it.each<[string, World]>([
    ['before the registration', expected],
    ['after the end', ended],
    ['of nobody', { ...world, references: {} }],
  ])('[EMP-1] nothing is recorded %s', (_, of) => {
    changing({}, [], of).thenRejected('NOT_UNDER_SUPERVISION');
    leaving({}, [], of).thenRejected('NOT_UNDER_SUPERVISION');
    extending('2026-07-01', gone(), of).thenRejected('NOT_UNDER_SUPERVISION');
    returning('2026-03-18', gone(), of).thenRejected('NOT_UNDER_SUPERVISION');
  });
  it('[SEC-3] place, employer and occupation are sealed with the key of the person', () => {
    const subject = 'superviseeId';
    expect(employmentEvents.EmploymentChanged).toMatchObject({ subject, personal: ['employer', 'occupation'] });
    expect(employmentEvents.WorkAwayBegun).toMatchObject({ subject, personal: ['place', 'employer'] });
  });
});

describe('the employment of a person', () => {
  const registered = story(supervisee, [RegisterSupervisee, { ...FORM, employment: 'UNEMPLOYED' }, world]);
  const rowOf = (...events: DomainEvent[]) =>
    foldView<EmploymentStatus>(
      statusView,
      [...registered, ...events].map((event, position) => recorded(event, { position, actor: 'w-1' })),
    ).get(SUPERVISEE_ID);

  it('[EMP-1] is that of the registration, then what it changed to, with each change', () => {
    expect(rowOf()).toMatchObject({
      employment: 'UNEMPLOYED',
      since: '2026-03-09',
      away: null,
      underSupervision: true,
    });
    expect(rowOf(...changing({ employer: '某建材店' }).events())).toMatchObject({
      ...{ employment: 'EMPLOYED', since: '2026-03-16', employer: '某建材店', occupation: null },
      changes: [{ on: '2026-03-16', from: 'UNEMPLOYED', to: 'EMPLOYED', by: 'w-1' }],
    });
  });
  it('[EMP-1] shows who is away until when, and the stays before', () => {
    const longer = [...gone(), ...extending('2026-07-01').events()];
    expect(rowOf(...longer)).toMatchObject({ away: { awayId: 'away-1', until: '2026-07-01', to: null }, stays: [{}] });
    expect(rowOf(...longer, ...returning('2026-03-18', longer).events())).toMatchObject({
      away: null,
      stays: [{ from: '2026-03-16', to: '2026-03-18', place: '厦门市湖里区' }],
    });
  });
  it('[EMP-1] nobody is away any more whose supervision ended', () => {
    const end = [DischargeSupervisee, { ...one, on: '2026-03-20', cause: 'DECEASED' }, world] as const;
    const discharge = story(supervisee, [RegisterSupervisee, FORM, world], end).slice(-1);
    expect(rowOf(...gone(), ...discharge)).toMatchObject({
      ...{ underSupervision: false, away: null },
      stays: [{ to: '2026-03-20' }],
    });
  });
  it('[EMP-1] whatever is recorded, the changes follow on from each other', () => {
    const targets = fc.array(fc.constantFrom<Employment>(...EMPLOYMENTS), { maxLength: 12 });
    fc.assert(
      fc.property(targets, (wanted) => {
        const facts = wanted.reduce<DomainEvent[]>((events, to) => {
          try {
            return [...events, ...changing({ to }, events).events()];
          } catch {
            return events;
          }
        }, []);
        const { changes = [], employment } = rowOf(...facts) ?? {};
        const chain: (string | null)[] = ['UNEMPLOYED', ...changes.map(({ to }) => to)];
        expect(changes.map(({ from }) => from)).toEqual(chain.slice(0, -1));
        expect(employment).toBe(chain.at(-1));
      }),
    );
  });
});
