import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { visits, type VisitRow } from '../../projections/visits/visits.view.js';
import { fold } from '../../src/kernel/decider.js';
import { VISIT_KINDS, type VisitEvent, visitEvents } from '../../src/visits/domain/events.js';
import { RecordVisit } from '../../src/visits/domain/record-visit.js';
import { StrikeOutVisit } from '../../src/visits/domain/strike-out-visit.js';
import { visit } from '../../src/visits/domain/visit.js';
import { foldView, recorded } from '../support/fold-view.js';
import { given, story, type World } from '../support/given.js';
import { seen, SUPERVISEE_ID } from '../supervisees/people.js';

const world: World = { at: '2026-03-20 09:00', commandId: 'v-1', references: { supervisee: seen() } };
const ended = seen({ dischargedOn: '2026-03-19' }, 'discharged');
const told = (changed: Partial<RecordVisit> = {}) => ({
  superviseeId: SUPERVISEE_ID,
  kind: 'HOME_VISIT' as const,
  day: '2026-03-10',
  time: '09:30',
  visitors: ['w-1', 'o-1'],
  place: '福州市仓山区某路1号',
  met: '本人及其母亲',
  findings: '在家，情绪稳定',
  ...changed,
});
const recording = (changed: Partial<RecordVisit> = {}, of: World = world) =>
  given(visit).when(RecordVisit, told(changed), of);
const made = () => story(visit, [RecordVisit, told(), world]);
const mistake = { visitId: 'v-1', reason: '误登记为他人' };

describe('visits', () => {
  it.each(VISIT_KINDS)('[VIS-1] %s is recorded with place, person, day, time, by whom, and findings', (kind) => {
    recording({ kind }).then({ type: 'VisitMade', data: { ...told({ kind }), visitId: 'v-1', officeId: 'office-1' } });
  });
  it('[VIS-1] nobody need have been met: then nothing is said of it', () => {
    const { met: _met, ...alone } = told();
    const [made] = given(visit).when(RecordVisit, alone, world).events();
    expect(Object.keys(made?.data ?? {})).not.toContain('met');
  });
  it('[VIS-1] is from the day of registration to this minute', () => {
    recording({ day: '2026-03-09' }).then({ type: 'VisitMade' });
    recording({ day: '2026-03-08' }).thenRejected('DAY_BEFORE_REGISTRATION');
    recording({ day: '2026-03-20', time: '09:00' }).then({ type: 'VisitMade' });
    recording({ day: '2026-03-20', time: '09:01' }).thenRejected('VISIT_IN_FUTURE');
    recording({ day: '2026-03-21', time: '08:00' }).thenRejected('DAY_IN_FUTURE');
  });
  it('[VIS-1] is of somebody who has reported and was not discharged', () => {
    const of = (supervisee: World['references']) => recording({}, { ...world, references: supervisee ?? {} });
    of({ supervisee: seen({ reportedOn: null }, 'expected') }).thenRejected('NOT_UNDER_SUPERVISION');
    of({ supervisee: ended }).thenRejected('NOT_UNDER_SUPERVISION');
    of({ supervisee: undefined }).thenRejected('NOT_UNDER_SUPERVISION');
  });
  it('[VIS-1] is recorded once under its id', () => {
    given(visit, made()).when(RecordVisit, told(), world).thenRejected('VISIT_ALREADY_RECORDED');
  });
  it('[VIS-1] a mistaken entry is struck out with its reason, once, and never after the end of supervision', () => {
    const striking = (events: ReturnType<typeof made>, of = world) =>
      given(visit, events).when(StrikeOutVisit, mistake, of);
    striking(made()).then({
      type: 'VisitStruckOut',
      data: { ...mistake, superviseeId: SUPERVISEE_ID, day: '2026-03-10' },
    });
    striking([...made(), ...striking(made()).events()]).thenRejected('VISIT_STRUCK_OUT');
    striking([]).thenRejected('NOT_FOUND');
    striking(made(), { ...world, references: { supervisee: ended } }).thenRejected('NOT_UNDER_SUPERVISION');
  });
  it('[SEC-3] place, who was met, findings and reasons are sealed with the key of the person', () => {
    const subject = 'superviseeId';
    expect(visitEvents.VisitMade).toMatchObject({ subject, personal: ['place', 'met', 'findings'] });
    expect(visitEvents.VisitStruckOut).toMatchObject({ subject, personal: ['reason'] });
  });
  it('[VIS-1] whatever is ordered, a visit is made at most once and struck out at most once', () => {
    const orders = fc.array(fc.constantFrom<'make' | 'strike'>('make', 'strike'), { maxLength: 8 });
    fc.assert(
      fc.property(orders, (ordered) => {
        const facts = ordered.reduce<VisitEvent[]>((events, order) => {
          const next =
            order === 'make'
              ? given(visit, events).when(RecordVisit, told(), world)
              : given(visit, events).when(StrikeOutVisit, mistake, world);
          try {
            return [...events, ...(next.events() as VisitEvent[])];
          } catch {
            return events;
          }
        }, []);
        expect(['', 'VisitMade', 'VisitMade,VisitStruckOut']).toContain(facts.map(({ type }) => type).join());
        expect(() => fold(visit, visit.initial, facts)).not.toThrow();
      }),
    );
  });
});

describe('the list of visits', () => {
  const rowOf = (events: readonly VisitEvent[]) =>
    foldView<VisitRow>(
      visits,
      events.map((event, position) => recorded(event, { position, actor: 'w-1' })),
    ).get('v-1');

  it('[VIS-1] shows the visit under its month, and who recorded it', () => {
    const { met, ...rest } = told();
    expect(rowOf(made() as VisitEvent[])).toMatchObject({
      ...rest,
      met,
      month: '2026-03',
      recordedBy: 'w-1',
      struckOut: null,
    });
  });
  it('[VIS-1] keeps what was struck out, with by whom and why', () => {
    const struck = given(visit, made()).when(StrikeOutVisit, mistake, world).events();
    expect(rowOf([...made(), ...struck] as VisitEvent[])).toMatchObject({
      findings: '在家，情绪稳定',
      struckOut: { by: 'w-1', reason: '误登记为他人' },
    });
  });
});
