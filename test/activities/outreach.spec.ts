import { describe, expect, it } from '@jest/globals';
import { outreachList, type OutreachRow } from '../../projections/activities/outreach-events.view.js';
import { outreach } from '../../src/activities/domain/outreach/outreach.js';
import { RecordOutreach } from '../../src/activities/domain/outreach/record-outreach.js';
import { StrikeOutOutreach } from '../../src/activities/domain/outreach/strike-out-outreach.js';
import type { DomainEvent } from '../../src/kernel/event.js';
import { foldView, recorded } from '../support/fold-view.js';
import { given, type World } from '../support/given.js';

const world: World = { at: '2026-03-20 09:00', commandId: 'out-1' };
const told = {
  ...{ officeId: 'office-1', day: '2026-03-15', topic: '社区矫正法宣传周', place: '文化广场' },
  ...{ attendance: 120, heldBy: ['w-1'], volunteers: ['v-1'] },
};
const holding = (changed: Partial<RecordOutreach> = {}, of = world, events: DomainEvent[] = []) =>
  given(outreach, events).when(RecordOutreach, { ...told, ...changed }, of);
const held = () => holding().events();
const striking = (events = held()) =>
  given(outreach, events).when(StrikeOutOutreach, { outreachId: 'out-1', reason: '重复登记' }, world);

describe('outreach', () => {
  it('[OUT-1] is recorded by an office with topic, day, place and how many came', () => {
    holding().then({ type: 'OutreachHeld', data: { ...told, outreachId: 'out-1' } });
    holding({ attendance: 0 }).then({ type: 'OutreachHeld', data: { attendance: 0 } });
    holding({}, { ...world, jurisdiction: ['city-1', 'county-1'] }).thenRejected('OUTREACH_OFFICE_NEEDED');
    holding({}, world, held()).thenRejected('OUTREACH_ALREADY_RECORDED');
  });
  it('[OUT-1] is today at the latest', () => {
    holding({ day: '2026-03-20' }).then({ type: 'OutreachHeld' });
    holding({ day: '2026-03-21' }).thenRejected('OUTREACH_IN_FUTURE');
  });
  it('[OUT-1] a mistaken entry is struck out once, and stays on the list as that', () => {
    striking().then({ type: 'OutreachStruckOut', data: { reason: '重复登记', day: '2026-03-15' } });
    striking([...held(), ...striking().events()]).thenRejected('OUTREACH_STRUCK_OUT');
    striking([]).thenRejected('NOT_FOUND');
    const rows = (events: DomainEvent[]) =>
      foldView<OutreachRow>(
        outreachList,
        events.map((event, position) => recorded(event, { position, actor: 'w-1' })),
      );
    expect(rows(held()).get('out-1')).toMatchObject({ ...told, month: '2026-03', recordedBy: 'w-1', struckOut: null });
    expect(rows([...held(), ...striking().events()]).get('out-1')?.struckOut).toMatchObject({ reason: '重复登记' });
  });
});
