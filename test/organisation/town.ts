import type { DomainEvent } from '../../src/kernel/event.js';
import { ChangePost } from '../../src/organisation/domain/officers/change-post.js';
import { PlaceOfficer } from '../../src/organisation/domain/officers/place-officer.js';
import { organisation } from '../../src/organisation/domain/organisation.js';
import type { Organisation } from '../../src/organisation/domain/organisation-tree.js';
import { FoundUnit } from '../../src/organisation/domain/units/found-unit.js';
import type { CommandClass } from '../../src/kernel/command.js';
import { fold } from '../../src/kernel/decider.js';
import { story, type World } from '../support/given.js';

export type Step = readonly [CommandClass, object, World];

export const admin: World = { by: { actor: 'admin-1', role: 'administrator', unit: '*' } };
export const as = (actor: string, at?: string): World => ({
  by: { actor, role: 'officer' },
  ...(at === undefined ? {} : { at }),
});

export const found = (unitId: string, kind: string, parentId?: string, name = unitId): Step => [
  FoundUnit,
  { unitId, kind, name, ...(parentId === undefined ? {} : { parentId }) },
  admin,
];
export const place = (officerId: string, unitId: string, post: string): Step => [
  PlaceOfficer,
  { officerId, name: '林建国', unitId, post },
  admin,
];
export const change = (officerId: string, unitId: string, post: string): Step => [
  ChangePost,
  { officerId, unitId, post },
  admin,
];

/** One city with two counties; the first has two offices and a leading group, the second one office. */
export const TOWN: readonly Step[] = [
  found('city', 'CITY'),
  found('east', 'COUNTY', 'city'),
  found('west', 'COUNTY', 'city'),
  found('east-1', 'OFFICE', 'east'),
  found('east-2', 'OFFICE', 'east'),
  found('west-1', 'OFFICE', 'west'),
  found('east-group', 'LEADING_GROUP', 'east'),
];

export const told = (...steps: readonly Step[]): DomainEvent[] => story(organisation, ...TOWN, ...steps);
export const stateOf = (events: readonly DomainEvent[]): Organisation =>
  fold(organisation, organisation.initial, events as Parameters<typeof organisation.evolve>[1][]);
