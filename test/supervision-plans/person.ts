import type { Face } from '../../src/kernel/context.js';
import { servingWorker, type World } from '../support/given.js';
import { seen, SUPERVISEE_ID } from '../supervisees/people.js';

export const ONE = { superviseeId: SUPERVISEE_ID };

/** A supervisee registered on 2026-03-09, as decisions on team, plan and level see it. */
export const person = (facts: Face['facts'] = {}, status?: string): Face =>
  seen({ sex: 'MALE', birthYear: 1990, ...facts }, status);

/** The office on a day in April, with the person and the workers w-1 and w-2. */
export const office = (facts: Face['facts'] = {}, world: World = {}): World => ({
  at: '2026-04-01 09:00',
  references: {
    supervisee: person(facts),
    'SOCIAL_WORKER:w-1': servingWorker('w-1'),
    'SOCIAL_WORKER:w-2': servingWorker('w-2'),
  },
  ...world,
});
