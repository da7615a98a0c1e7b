import { describe, expect, it } from '@jest/globals';
import { fileEntriesOf, type FileEntry } from '../../projections/files/file-entries.view.js';
import { eventSources } from '../../projections/registry.js';
import type { DomainEvent, Recorded } from '../../src/kernel/event.js';
import { recorded } from '../support/fold-view.js';

const view = fileEntriesOf(eventSources);
const types = eventSources.flatMap(({ category, events }) => Object.keys(events).map((type) => [category, type]));
const entryOf = (fact: Recorded): FileEntry => view.project(null, fact, '') as FileEntry;

const fact = (type: string, data: object, place: { category?: string; jurisdiction?: string[] } = {}): Recorded => {
  const { category = 'visit', jurisdiction = ['city-1', 'county-1', 'office-1'] } = place;
  const event: DomainEvent = { type, data };
  return { ...recorded(event, { position: 42, at: '2026-03-09 09:20', jurisdiction }), stream: `${category}-7` };
};

describe('the entries of files', () => {
  it.each(types)('[FIL-1] hold what a %s says of a person: %s', (category = '', type = '') => {
    const data = { superviseeId: 's-1', told: 'something' };
    const told = fact(type, data, { category, jurisdiction: [] });
    expect(view.events).toContain(type);
    expect(view.keys(told)).toEqual(['0000000000000042']);
    expect(entryOf(told)).toMatchObject({ superviseeId: 's-1', about: 's-1', category, type, data });
  });

  const ofApplications = types.filter(([category]) => category === 'intakeApplication');
  it.each(ofApplications)(
    '[FIL-1] [INT-1] hold what a %s says of a person who is not under supervision yet, under the application: %s',
    (category = '', type = '') => {
      const data = { intakeId: 'a-1', officeId: 'office-1', told: 'something' };
      expect(entryOf(fact(type, data, { category }))).toMatchObject({ superviseeId: null, about: 'a-1', type, data });
    },
  );
  it('[FIL-1] [SEC-3] hold what became of the personal data of a supervisee, or of a social worker', () => {
    const erased = (kind: string) => entryOf(fact('PersonalDataErased', { kind, personId: 'p-1', ground: '期满' }));
    expect(erased('supervisee')).toMatchObject({ superviseeId: 'p-1', about: 'p-1', workerId: null });
    expect(erased('socialWorker')).toMatchObject({ superviseeId: null, about: null, workerId: 'p-1' });
    expect(erased('volunteer')).toMatchObject({ superviseeId: null, about: null, workerId: null });
  });
  it('[FIL-1] [INT-1] hold the link of an application to a person under the person, naming the application', () => {
    expect(ofApplications).toHaveLength(7);
    const link = fact('IntakeApplicationLinked', { intakeId: 'a-1', superviseeId: 's-1' });
    const correction = fact('IntakeApplicationUnlinked', { intakeId: 'a-1', superviseeId: 's-1' });
    for (const one of [link, correction])
      expect(entryOf(one)).toMatchObject({ superviseeId: 's-1', about: 's-1', data: { intakeId: 'a-1' } });
  });

  it('[FIL-2] hold what an office did that is about no person, without what was said of anybody', () => {
    const held = fact('OutreachHeld', { outreachId: 'o-1' });
    expect(view.keys(held)).toHaveLength(1);
    expect(entryOf(held)).toMatchObject({ superviseeId: null, officeId: 'office-1', month: '2026-03', data: null });
  });

  it.each(types)(
    "[HR-3] hold what a %s says of a social worker for the worker's own file: %s",
    (category = '', type = '') => {
      const data = { workerId: 'w-1', told: 'something' };
      const told = fact(type, data, { category, jurisdiction: ['city-1', 'county-1'] });
      expect(view.keys(told)).toEqual(['0000000000000042']);
      expect(entryOf(told)).toMatchObject({ superviseeId: null, workerId: 'w-1', category, type, data });
    },
  );
  it('[SEC-2] hold nothing about a supervisee for the own file of the worker who is named beside', () => {
    expect(entryOf(fact('HomeVisited', { superviseeId: 's-1', workerId: 'w-1' }))).toMatchObject({
      superviseeId: 's-1',
      workerId: null,
    });
  });

  it('hold nothing of what neither an office did nor a person is named in', () => {
    expect(view.keys(fact('UnitFounded', { unitId: 'county-1' }, { jurisdiction: ['city-1', 'county-1'] }))).toEqual(
      [],
    );
  });

  it('stand at the day that the fact tells of, or at that of its command', () => {
    const sources = [{ category: 'visit', events: { Made: { version: 1, day: 'on' }, Seen: { version: 1 } } }];
    const days = fileEntriesOf(sources);
    const dayOf = (type: string, data: object) => (days.project(null, fact(type, data), '') as FileEntry).day;
    expect(dayOf('Made', { superviseeId: 's-1', on: '2026-02-27' })).toBe('2026-02-27');
    expect(dayOf('Made', { superviseeId: 's-1' })).toBe('2026-03-09');
    expect(dayOf('Seen', { superviseeId: 's-1', on: '2026-02-27' })).toBe('2026-03-09');
  });
});
