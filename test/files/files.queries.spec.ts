import { describe, expect, it } from '@jest/globals';
import { fileEntriesOf } from '../../projections/files/file-entries.view.js';
import { eventSources } from '../../projections/registry.js';
import { FilesQueries } from '../../src/files/files.queries.js';
import { PersonalFiles } from '../../src/files/personal-files.js';
import type { Recorded } from '../../src/kernel/event.js';
import { FUZHOU_REGIME } from '../../src/organisation/domain/fuzhou-regime.js';
import { DeciderRegistry } from '../../src/platform/commands/decider-registry.js';
import { MinorsShield } from '../../src/platform/read-store/minors-shield.js';
import type { ReadStore } from '../../src/platform/read-store/read-store.js';
import { Whereabouts } from '../../src/platform/read-store/whereabouts.js';
import { EventCatalogue } from '../../src/platform/streams/event-codec.js';
import { TestClock } from '../harness/service.js';
import { foldView, recorded } from '../support/fold-view.js';
import { keptRows } from '../support/kept-rows.js';
import { reader } from '../support/reader.js';

const HEAD = reader('office-head', 'office-1', 'head-1');
const fact = (position: number, type: string, data: object): Recorded => ({
  ...recorded({ type, data }, { position }),
  stream: `intakeApplication-${position}`,
});
const FACTS = [
  fact(1, 'IntakeApplicationReceived', { intakeId: 'a-1', officeId: 'office-1' }),
  fact(2, 'SuperviseeRegistered', { superviseeId: 's-1', officeId: 'office-1' }),
  fact(3, 'IntakeApplicationLinked', { intakeId: 'a-1', superviseeId: 's-1', officeId: 'office-1' }),
  fact(4, 'IntakeApplicationUnlinked', { intakeId: 'a-1', superviseeId: 's-1', officeId: 'office-1' }),
  fact(5, 'IntakeApplicationLinked', { intakeId: 'a-1', superviseeId: 's-1', officeId: 'office-1' }),
];
const [LINKED, UNLINKED, RELINKED] = [3, 4, 5];

/** The file of a person who is on the roster, while the entries of files are up to a position and go on when somebody waits for them. */
const queriesAt = (position: number): FilesQueries => {
  const entries = new Map<string, object>();
  const goTo = (reached: number): void => {
    const shown = FACTS.filter((one) => one.position <= reached);
    for (const [key, row] of foldView<object>(fileEntriesOf(eventSources), shown)) entries.set(key, row);
  };
  goTo(position);
  const kept = keptRows({
    'file-entries': entries,
    'supervisee-roster': new Map([['s-1', { superviseeId: 's-1', path: ['city-1', 'office-1'], birthYear: 1990 }]]),
    'open-files': new Map([['s-1_head-1', { openUntil: '2026-03-09T23:00:00.000Z' }]]),
  });
  const waits: Pick<ReadStore, 'page' | 'waitFor' | 'one'> = {
    one: async <R extends object>(view: string, id: string) => (await kept.oneAsOf<R>(view, id)).row,
    page: async (query) => {
      goTo(query.after ?? position);
      return kept.page(query);
    },
    waitFor: async (view, reached) => {
      if (view === 'file-entries') goTo(reached);
      return true;
    },
  };
  const rows = { ...kept, ...waits } as ReadStore;
  const clock = new TestClock('2026-03-09 09:00');
  const jurisdictions = { rulesAsKnown: async () => FUZHOU_REGIME };
  const shield = new MinorsShield(jurisdictions, clock, rows, new Whereabouts(rows));
  const [none, registry] = [undefined as never, new DeciderRegistry([])];
  const files = new PersonalFiles(rows, clock, new EventCatalogue(eventSources), none, shield, registry);
  return new FilesQueries(rows, files, shield, none);
};
const typesIn = async (queries: FilesQueries, after?: number): Promise<string[]> => {
  const query = { superviseeId: 's-1', ...(after === undefined ? {} : { after }) };
  return (await queries.file({ principal: HEAD, query })).items.map(({ type }) => type).sort();
};

describe('the file of a person', () => {
  it('[FIL-1] [INT-1] has the application that was just linked, for who waits for the link, however far the entries were', async () => {
    const whole = ['IntakeApplicationLinked', 'IntakeApplicationReceived', 'SuperviseeRegistered'];
    expect(await typesIn(queriesAt(LINKED))).toEqual(whole);
    expect(await typesIn(queriesAt(LINKED - 1), LINKED)).toEqual(whole);
    expect(await typesIn(queriesAt(LINKED - 1))).toEqual(['SuperviseeRegistered']);
  });

  it('[FIL-1] [INT-1] has no application that turned out to be about somebody else, but that it was linked and why not', async () => {
    const corrected = ['IntakeApplicationLinked', 'IntakeApplicationUnlinked', 'SuperviseeRegistered'];
    expect(await typesIn(queriesAt(UNLINKED))).toEqual(corrected);
    expect(await typesIn(queriesAt(RELINKED))).toEqual(
      [...corrected, 'IntakeApplicationLinked', 'IntakeApplicationReceived'].sort(),
    );
  });
});
