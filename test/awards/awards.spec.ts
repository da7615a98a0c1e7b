import { describe, expect, it } from '@jest/globals';
import { awardRounds, type AwardRoundRow } from '../../projections/awards/award-rounds.view.js';
import { type AwardRow, awards } from '../../projections/awards/awards.view.js';
import { award } from '../../src/awards/domain/award.js';
import { CloseAwardRound, OpenAwardRound } from '../../src/awards/domain/award-rounds.js';
import { ApproveAward, DeclineAward } from '../../src/awards/domain/decide-award.js';
import { NominateForAward } from '../../src/awards/domain/nominate-for-award.js';
import { command } from '../../src/kernel/command.js';
import type { DomainEvent } from '../../src/kernel/event.js';
import type { Role } from '../../src/kernel/roles.js';
import { organisation } from '../../src/organisation/domain/organisation.js';
import { stateOf, told as town } from '../organisation/town.js';
import { foldView, recorded } from '../support/fold-view.js';
import { given, metaOf, servingWorker, story, type World } from '../support/given.js';

/** Today is 2026-03-09. */
const offices = organisation.face?.(stateOf(town()));
const by = (role: Role, jurisdiction: string[], workerId = 'w-1', unit = 'east-1', actor = `by-${role}`): World => ({
  by: { actor, role, unit: jurisdiction.at(-1) ?? '' },
  jurisdiction,
  references: { worker: servingWorker(workerId, unit), offices },
});
const [CITY, EAST, OFFICE] = [['city'], ['city', 'east'], ['city', 'east', 'east-1']];
const director = by('director', EAST);
const head = by('office-head', OFFICE);
const county = { unitId: 'east', award: 'ADVANCED_WORKER' as const, period: '2025' };
const citation = { unitId: 'east-1', award: 'CITATION' as const, period: '2026Q1' };
const opened = [OpenAwardRound, { ...county, places: 1 }, director] as const;
const nominee = (workerId = 'w-1') => ({ ...county, workerId, grounds: '帮教成效突出' });
const told = (...steps: Parameters<typeof story>[1][]): DomainEvent[] => story(award, ...steps);
const nominated = (): DomainEvent[] => told(opened, [NominateForAward, nominee(), head]);

describe('a round of an award', () => {
  it('[AWD-1] is of the office for citations, of county and city for advanced workers, by who decides there', () => {
    const open = (fields: object, world: World) =>
      given(award).when(OpenAwardRound, { ...county, places: 1, ...fields }, world);
    open(citation, head).then({ type: 'AwardRoundOpened', data: { ...citation, level: 'office', places: 1 } });
    open({}, director).then({ type: 'AwardRoundOpened', data: { level: 'county' } });
    open({ unitId: 'city' }, by('city-officer', CITY)).then({ type: 'AwardRoundOpened', data: { level: 'city' } });
    open({ ...citation, unitId: 'east' }, director).thenRejected('AWARD_LEVEL_UNFIT');
    open({ unitId: 'east-1' }, head).thenRejected('AWARD_LEVEL_UNFIT');
    open({ unitId: 'east-group' }, director).thenRejected('AWARD_LEVEL_UNFIT');
    open({}, by('office-head', EAST)).thenRejected('AWARD_NOT_YOUR_LEVEL');
    open({}, by('city-officer', EAST)).thenRejected('AWARD_NOT_YOUR_LEVEL');
    given(award, told(opened))
      .when(OpenAwardRound, { ...county, places: 1 }, director)
      .thenRejected('AWARD_ROUND_EXISTS');
  });
  it('[AWD-1] is of a quarter or a year that has begun', () => {
    const open = (period: string) => given(award).when(OpenAwardRound, { ...county, period, places: 1 }, director);
    open('2026Q2').thenRejected('AWARD_PERIOD_NOT_BEGUN');
    open('2026Q1').then({ type: 'AwardRoundOpened' });
    open('2026').then({ type: 'AwardRoundOpened' });
    open('2027').thenRejected('AWARD_PERIOD_NOT_BEGUN');
  });
  it('[AWD-1] ends when every nomination is decided on, with those who got it', () => {
    given(award, nominated()).when(CloseAwardRound, county, director).thenRejected('AWARD_UNDECIDED');
    const approved = [
      ...nominated(),
      ...given(award, nominated())
        .when(ApproveAward, { ...county, workerId: 'w-1' }, director)
        .events(),
    ];
    given(award, approved).when(CloseAwardRound, county, head).thenRejected('AWARD_NOT_YOUR_LEVEL');
    given(award, approved)
      .when(CloseAwardRound, county, director)
      .then({ type: 'AwardRoundClosed', data: { approved: ['w-1'] } });
    const closed = [...approved, ...given(award, approved).when(CloseAwardRound, county, director).events()];
    given(award, closed).when(NominateForAward, nominee('w-2'), head).thenRejected('AWARD_ROUND_CLOSED');
    given(award).when(CloseAwardRound, county, director).thenRejected('NOT_FOUND');
  });
});

describe('a nomination', () => {
  it('[AWD-1] is of a serving worker of the unit, once, with its grounds', () => {
    const nominate = (world: World, events = told(opened)) =>
      given(award, events).when(NominateForAward, nominee(), world);
    nominate(head).then({
      type: 'NominatedForAward',
      data: { ...nominee(), officeId: 'east-1', path: OFFICE, by: 'by-office-head', level: 'county' },
    });
    nominate(head, nominated()).thenRejected('AWARD_NOMINATED');
    nominate(by('office-head', OFFICE, 'w-1', 'west-1')).thenRejected('AWARD_WORKER_UNFIT');
    const left = { ...servingWorker('w-1', 'east-1'), status: 'left' };
    nominate({ ...head, references: { worker: left, offices } }).thenRejected('AWARD_WORKER_UNFIT');
  });
  it('[AWD-1] is decided by the level that gives the award, while there are places', () => {
    const approve = (world: World, events = nominated(), workerId = 'w-1') =>
      given(award, events).when(ApproveAward, { ...county, workerId }, world);
    approve(head).thenRejected('AWARD_NOT_YOUR_LEVEL');
    approve(by('city-officer', EAST)).thenRejected('AWARD_NOT_YOUR_LEVEL');
    approve(director).then({ type: 'AwardApproved', data: { workerId: 'w-1', on: '2026-03-09', officeId: 'east-1' } });
    approve(by('deputy-director', EAST)).then({ type: 'AwardApproved' });
    approve(director, nominated(), 'w-2').thenRejected('AWARD_NOT_NOMINATED');
    const second = [NominateForAward, nominee('w-2'), by('office-head', OFFICE, 'w-2')] as const;
    const full = told(opened, [NominateForAward, nominee(), head], second, [
      ApproveAward,
      { ...county, workerId: 'w-1' },
      director,
    ]);
    approve(director, full).thenRejected('AWARD_DECIDED');
    approve(by('director', EAST, 'w-2'), full, 'w-2').thenRejected('AWARD_NO_PLACE_LEFT');
    const left = { ...servingWorker('w-1', 'east-1'), status: 'left' };
    approve({ ...director, references: { worker: left, offices } }).thenRejected('AWARD_WORKER_UNFIT');
    given(award, nominated())
      .when(
        DeclineAward,
        { ...county, workerId: 'w-1', reasons: '已离任' },
        { ...director, references: { worker: left, offices } },
      )
      .then({ type: 'AwardDeclined', data: { reasons: '已离任', officeId: 'east-1' } });
  });
  it('[AWD-1] is never one’s own', () => {
    for (const who of [{ actor: 'w-1' }, { actor: 'o-9', onBehalfOf: 'w-1' }]) {
      const world: World = { ...director, by: { ...who, role: 'director', unit: 'east' } };
      given(award, told(opened)).when(NominateForAward, nominee(), world).thenRejected('AWARD_OWN');
      given(award, nominated())
        .when(ApproveAward, { ...county, workerId: 'w-1' }, world)
        .thenRejected('AWARD_OWN');
      given(award, nominated())
        .when(DeclineAward, { ...county, workerId: 'w-1', reasons: '？' }, world)
        .thenRejected('AWARD_OWN');
    }
  });
  it('[SEC-2] [SEC-3] belongs to the worker’s office, the decision to the unit of the round; texts to the worker', () => {
    const world = { references: { worker: servingWorker('w-1', 'east-2') } };
    const order = command(NominateForAward, nominee(), metaOf({}));
    expect(award.unitOf(award.initial, order, world.references)).toBe('east-2');
    const approval = command(ApproveAward, { ...county, workerId: 'w-1' }, metaOf({}));
    expect(award.unitOf(award.initial, approval, world.references)).toBe('east');
    const { NominatedForAward, AwardApproved, AwardDeclined } = award.events;
    for (const definition of [NominatedForAward, AwardApproved, AwardDeclined])
      expect(definition).toMatchObject({ subject: 'workerId', personal: [expect.any(String)] });
  });
  it('[AWD-1] is seen with what became of it, and counted in its round', () => {
    const decline = { ...county, workerId: 'w-1', reasons: '名额所限' };
    const stored = (events: DomainEvent[]) =>
      events.map((event, position) => recorded(event, { position, jurisdiction: EAST }));
    const approved = [
      ...nominated(),
      ...given(award, nominated())
        .when(ApproveAward, { ...county, workerId: 'w-1' }, director)
        .events(),
    ];
    const declined = [...nominated(), ...given(award, nominated()).when(DeclineAward, decline, director).events()];
    const key = 'w-1_east_ADVANCED_WORKER_2025';
    expect(foldView<AwardRow>(awards, stored(approved)).get(key)).toMatchObject({
      stage: 'approved',
      path: OFFICE,
      grounds: '帮教成效突出',
      nominatedBy: 'by-office-head',
      decision: { on: '2026-03-09', text: null },
    });
    expect(foldView<AwardRow>(awards, stored(declined)).get(key)).toMatchObject({
      stage: 'declined',
      decision: { text: '名额所限' },
    });
    const closed = [...approved, ...given(award, approved).when(CloseAwardRound, county, director).events()];
    expect(foldView<AwardRoundRow>(awardRounds, stored(closed)).get('east_ADVANCED_WORKER_2025')).toMatchObject({
      status: 'closed',
      path: EAST,
      nominated: 1,
      approved: 1,
    });
  });
});
