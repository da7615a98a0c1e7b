import { describe, expect, it } from '@jest/globals';
import type { CommandClass } from '../../src/kernel/command.js';
import type { DomainEvent } from '../../src/kernel/event.js';
import { FUZHOU_REGIME } from '../../src/organisation/domain/fuzhou-regime.js';
import { CompleteAnalysis } from '../../src/statistics/domain/returns/complete-analysis.js';
import { AcceptReturn, SendBackReturn } from '../../src/statistics/domain/returns/decide-return.js';
import { type Computed, DraftReturn } from '../../src/statistics/domain/returns/draft-return.js';
import { NoteReturnDue } from '../../src/statistics/domain/returns/note-return-due.js';
import { returnDue } from '../../src/statistics/domain/returns/return-due.due.js';
import { statisticalReturn } from '../../src/statistics/domain/returns/statistical-return.js';
import { SubmitReturn } from '../../src/statistics/domain/returns/submit-return.js';
import { recorded } from '../support/fold-view.js';
import { given, shanghai, story, type World } from '../support/given.js';

type Told = readonly [CommandClass, object, World];

const of = { unitId: 'office-1', kind: 'BASIC_FACTS', span: '2026-03' } as const;
const computed: Computed = {
  position: 41,
  asOf: shanghai('2026-04-01 09:00'),
  figures: { table: { total: { opening: 1, in: {}, out: {}, closing: 1 }, by: {} }, counts: {} },
  parts: [],
  texts: null,
  continuity: null,
};
const head: World = { at: '2026-04-01 09:00', by: { unit: 'office-1' } };
const county: World = { at: '2026-04-02 09:00', by: { unit: 'county-1', role: 'director' } };
const draft = (more: object = {}, world = head): Told => [DraftReturn, { ...of, computed, ...more }, world];
const submit = (world = head): Told => [SubmitReturn, of, world];
const accept: Told = [AcceptReturn, of, county];
const sendBack: Told = [SendBackReturn, { ...of, reasons: '数字不符' }, county];
const told = (...steps: readonly Told[]): DomainEvent[] => story(statisticalReturn, ...steps);
const refused = (before: readonly Told[], [type, fields, world]: Told, code: string): void =>
  given(statisticalReturn, told(...before))
    .when(type, fields, world)
    .thenRejected(code);

describe('a statistical return', () => {
  it('[STA-5] is drafted after the last day of its span, not on it', () => {
    refused([], draft({}, { ...head, at: '2026-03-31 23:59' }), 'RETURN_SPAN_NOT_OVER');
    const [event] = told(draft({}, { ...head, at: '2026-04-01 00:00' }));
    expect(event).toMatchObject({
      type: 'ReturnDrafted',
      data: { ...of, version: 1, position: 41, dueOn: '2026-04-08' },
    });
  });

  it('[STA-5] is about a month or a quarter, as its kind is', () => {
    refused([], draft({ span: '2026Q1' }), 'RETURN_SPAN_UNFIT');
    refused([], draft({ kind: 'LEVELS' }), 'RETURN_SPAN_UNFIT');
    expect(told(draft({ kind: 'LEVELS', span: '2026Q1' }))).toHaveLength(1);
  });

  it('[STA-5] is in time to the end of the fifth working day, and late from then on', () => {
    const at = (time: string): DomainEvent | undefined => told(draft(), submit({ ...head, at: time })).at(-1);
    // 4 to 6 April are the Qingming holiday.
    expect(at('2026-04-08 23:59')).toMatchObject({ data: { dueOn: '2026-04-08', daysLate: 0, final: false } });
    expect(at('2026-04-09 00:00')).toMatchObject({ data: { dueOn: '2026-04-08', daysLate: 1 } });
  });

  it('[STA-5] how many working days there are is policy, by the level of the unit', () => {
    const dueOn = (jurisdiction: string[], office = 5): unknown => {
      const deadlines = { ...FUZHOU_REGIME.returns.deadlines, office };
      const rules = { ...FUZHOU_REGIME, returns: { ...FUZHOU_REGIME.returns, deadlines } };
      const unit = jurisdiction.at(-1) ?? '';
      const [event] = told(draft({ unitId: unit }, { ...head, by: { unit }, jurisdiction, rules }));
      return (event?.data as { dueOn: string }).dueOn;
    };
    expect(dueOn(['city-1', 'county-1', 'office-1'], 1)).toBe('2026-04-01');
    expect(dueOn(['city-1', 'county-1'])).toBe('2026-04-13');
    expect(dueOn(['city-1'])).toBe('2026-04-15');
  });

  it('[STA-5] is made by its own unit and decided on by the one right above', () => {
    refused([], draft({}, county), 'RETURN_NOT_OWN');
    refused([draft()], submit(county), 'RETURN_NOT_OWN');
    const [type, fields] = accept;
    for (const unit of ['office-1', 'city-1'])
      refused([draft(), submit()], [type, fields, { by: { unit } }], 'RETURN_NOT_YOURS_TO_DECIDE');
    expect(told(draft(), submit(), accept).at(-1)).toMatchObject({ type: 'ReturnAccepted', data: { version: 1 } });
    refused([draft()], accept, 'RETURN_NOT_SUBMITTED');
    refused([draft(), submit(), accept], sendBack, 'RETURN_NOT_SUBMITTED');
  });

  it('[STA-5] of the city is decided on by nobody', () => {
    const city: World = {
      at: '2026-04-02 09:00',
      by: { unit: 'city-1', role: 'city-officer' },
      jurisdiction: ['city-1'],
    };
    const ofCity = { ...of, unitId: 'city-1', computed };
    const events = told([DraftReturn, ofCity, city], [SubmitReturn, ofCity, city]);
    expect(events.at(-1)).toMatchObject({ data: { final: true } });
    given(statisticalReturn, events).when(AcceptReturn, ofCity, city).thenRejected('RETURN_NOT_YOURS_TO_DECIDE');
  });

  it('[STA-5] never changes once handed in: what follows is a new version, after acceptance with a reason', () => {
    expect(told(draft(), draft()).map(({ data }) => (data as { version: number }).version)).toEqual([1, 1]);
    refused([draft(), submit()], draft(), 'RETURN_UNDECIDED');
    refused([draft(), submit()], submit(), 'RETURN_NOT_DRAFTED');
    expect(told(draft(), submit(), sendBack, draft()).at(-1)).toMatchObject({ data: { version: 2 } });
    refused([draft(), submit(), accept], draft(), 'RETURN_REASON_NEEDED');
    const corrected = told(draft(), submit(), accept, draft({ reason: '补录' }), submit(), accept);
    expect(corrected.at(-1)).toMatchObject({ type: 'ReturnAccepted', data: { version: 2 } });
  });

  it('[STA-5] of a county is made of the accepted returns of all units below, in the versions that stand', () => {
    const parts = [
      { unitId: 'office-1', version: 1 },
      { unitId: 'office-2', version: 2 },
    ];
    const jurisdiction = ['city-1', 'county-1'];
    const face = (unit: string, accepted: number | null) => ({
      id: unit,
      unit,
      status: 'accepted',
      facts: { accepted },
    });
    const world = (second: number | null): World => ({
      ...county,
      jurisdiction,
      references: { 'office-1': face('office-1', 1), 'office-2': face('office-2', second) },
    });
    const ofCounty = (more: object, second: number | null): Told => [
      DraftReturn,
      { ...of, unitId: 'county-1', computed: { ...computed, parts, ...more } },
      world(second),
    ];
    expect(told(ofCounty({}, 2))[0]).toMatchObject({ data: { parts } });
    refused([], ofCounty({}, 3), 'RETURN_PARTS_MISSING');
    refused([], ofCounty({}, null), 'RETURN_PARTS_MISSING');
    refused([], ofCounty({ parts: [...parts, { unitId: 'office-3', version: null }] }, 2), 'RETURN_PARTS_MISSING');
  });

  it('[STA-5] refuses figures that are behind what has to be in them', () => {
    refused([], draft({ after: 42 }), 'RETURN_FIGURES_BEHIND');
    expect(told(draft({ after: 41 }))).toHaveLength(1);
  });

  it('[STA-4] the analysis is handed in once a person has completed the draft, anew after each draft', () => {
    const analysis = { ...of, kind: 'ANALYSIS' };
    const texts = { supervisees: '一', work: '二', correction: '三', other: '四' };
    const written: Told = [CompleteAnalysis, { ...analysis, ...texts }, head];
    const drawn = draft({ kind: 'ANALYSIS' });
    const handed: Told = [SubmitReturn, analysis, head];
    refused([drawn], handed, 'ANALYSIS_INCOMPLETE');
    refused([drawn, written, drawn], handed, 'ANALYSIS_INCOMPLETE');
    refused([draft()], [CompleteAnalysis, { ...of, ...texts }, head], 'RETURN_HAS_NO_TEXT');
    expect(told(drawn, written, handed).at(-1)?.type).toBe('ReturnSubmitted');
    expect(told(drawn, written)[1]).toMatchObject({ data: texts });
  });

  it('[STA-5] falls due once', () => {
    const due: Told = [NoteReturnDue, of, { at: '2026-04-01 00:00', by: { role: 'system' } }];
    expect(told(due)).toMatchObject([{ type: 'ReturnFellDue', data: { ...of, dueOn: '2026-04-08' } }]);
    expect(told(due, due)).toHaveLength(1);
    expect(told(draft(), due)).toHaveLength(1);
  });

  it('[RULE-3] a last day in a year without an arrangement is not computed', () => {
    refused([], draft({ span: '2026-12' }, { ...head, at: '2027-01-04 09:00' }), 'CALENDAR_NOT_PUBLISHED');
  });
});

describe('when a return falls due', () => {
  const founded = (kind: string) =>
    recorded(
      { type: 'UnitFounded', data: { unitId: 'u-1', kind, name: 'u', path: ['u-1'] } },
      { at: '2026-02-10 09:00' },
    );
  type Fact = Parameters<typeof returnDue.keys>[0];

  it('[STA-5] each kind after each of its spans, from the one on that the unit was founded in', () => {
    const keys = returnDue.keys(founded('OFFICE') as Fact);
    expect(keys).toEqual(['BASIC_FACTS.u-1', 'WORK_AWAY.u-1', 'LEVELS.u-1', 'ANALYSIS.u-1']);
    expect(returnDue.keys(founded('LEADING_GROUP') as Fact)).toEqual([]);
    const dueOf = (key: string) => {
      const waiting = returnDue.project(null, founded('OFFICE') as Fact, key);
      return waiting && returnDue.due(waiting, key);
    };
    expect(dueOf('BASIC_FACTS.u-1')).toEqual({
      at: shanghai('2026-03-01 00:00'),
      fields: { unitId: 'u-1', kind: 'BASIC_FACTS', span: '2026-02' },
    });
    expect(dueOf('LEVELS.u-1')).toMatchObject({ at: shanghai('2026-04-01 00:00'), fields: { span: '2026Q1' } });
  });

  it('[STA-5] the next after the one that fell due, and none of a unit that became part of another', () => {
    const key = 'BASIC_FACTS.u-1';
    const waiting = returnDue.project(null, founded('OFFICE') as Fact, key);
    const fell = recorded({
      type: 'ReturnFellDue',
      data: { unitId: 'u-1', kind: 'BASIC_FACTS', span: '2026-02', dueOn: '2026-03-06' },
    });
    expect(returnDue.project(waiting, fell as Fact, key)).toMatchObject({ span: '2026-03' });
    const merged = recorded({
      type: 'UnitMerged',
      data: { unitId: 'u-1', kind: 'OFFICE', intoId: 'u-2', path: [], units: [], officers: [], seats: [] },
    });
    expect(returnDue.project(waiting, merged as Fact, key)).toBeNull();
  });
});
