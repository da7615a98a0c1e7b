import { expect } from '@jest/globals';
import type { Fault } from '../../harness/faulty-proxy.js';
import {
  type Course,
  expectAnswered,
  expectMet,
  type FaultyService,
  type Suffered,
} from '../../harness/faulty-service.js';

/** What takes connections away: by name, with what is done to them. */
export const CUTS: readonly (readonly [string, Fault])[] = [
  ['are refused', { kind: 'refuse' }],
  ['are reset in the middle of an answer', { kind: 'reset', afterBytes: 200 }],
  ['are closed on one side', { kind: 'half-close' }],
];

/** Behind a firewall that forgot them connections stay open, and what is sent over them is never answered, not even refused. */
export const SILENCE: Fault = { kind: 'drop' };

/** Everything takes longer over slow connections, and nothing else happens. */
export const expectPatience = async (faulty: FaultyService, which: 'events' | 'documents'): Promise<void> => {
  const suffered = await faulty.suffer(which, { kind: 'slow', ms: 40 }, { ms: 1_000, people: 100 });
  expectAnswered(suffered);
  expectMet(suffered);
  expect(suffered.commands.filter(({ status }) => status !== 200)).toEqual([]);
};

/** While connections to the database are cut, or silent, everything is answered in time, and health names the database. */
export const expectOutlived = async (
  faulty: FaultyService,
  which: 'events' | 'documents',
  fault: Fault,
  course: Partial<Course> = {},
): Promise<Suffered> => {
  const suffered = await faulty.suffer(which, fault, { ms: 3_000, people: 100, ...course });
  expectAnswered(suffered);
  expectMet(suffered);
  expect(suffered.down).toContain(which === 'events' ? 'eventStore' : 'mongo');
  return suffered;
};
