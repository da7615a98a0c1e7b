import type { Role } from '../src/kernel/roles.js';
import { nameOf } from './plan/people.js';
import { Random } from './random.js';
import type { Scale } from './scale.js';

/** Somebody who acts: whom an access token speaks of. */
export interface Actor {
  readonly id: string;
  readonly role: Role;
  readonly unit: string;
  readonly name: string;
}
export interface Office {
  readonly id: string;
  readonly name: string;
  readonly street: string;
  readonly head: Actor;
  readonly workers: readonly Actor[];
}
/** A county that does not exist, and who works there. */
export interface County {
  readonly city: { readonly id: string; readonly name: string };
  readonly county: { readonly id: string; readonly name: string };
  readonly offices: readonly Office[];
  readonly admin: Actor;
  readonly deputy: Actor;
  readonly director: Actor;
  readonly cityOfficer: Actor;
  readonly countyOfficers: readonly Actor[];
  readonly auditor: Actor;
  readonly analyst: Actor;
}

const CITY = { id: 'city-rongjiang', name: '榕江市司法局' };
const COUNTY = { id: 'county-qingxi', name: '青溪县司法局' };
const OFFICES = [
  { id: 'office-liuan', name: '柳岸司法所', street: '柳岸镇' },
  { id: 'office-shiqiao', name: '石桥司法所', street: '石桥镇' },
  { id: 'office-yunling', name: '云岭司法所', street: '云岭乡' },
];

/** The people of the county, by seed. */
export const countyOf = (seed: number, scale: Scale): County => {
  const random = new Random(seed, 'county');
  const person = (id: string, role: Role, unit: string): Actor => ({ id, role, unit, name: nameOf(random).name });
  let hired = 0;
  const worker = (unit: string): Actor => {
    hired += 1;
    return person(`worker-${String(hired).padStart(2, '0')}`, 'social-worker', unit);
  };
  return {
    city: CITY,
    county: COUNTY,
    offices: OFFICES.slice(0, scale.offices).map((office, at) => ({
      ...office,
      head: person(`head-${at + 1}`, 'office-head', office.id),
      workers: Array.from({ length: scale.workersPerOffice }, () => worker(office.id)),
    })),
    admin: person('admin-1', 'administrator', '*'),
    deputy: person('deputy-1', 'deputy-director', COUNTY.id),
    director: person('director-1', 'director', COUNTY.id),
    cityOfficer: person('city-officer-1', 'city-officer', CITY.id),
    countyOfficers: [person('officer-1', 'officer', COUNTY.id), person('officer-2', 'officer', COUNTY.id)],
    auditor: person('auditor-1', 'auditor', '*'),
    analyst: person('analyst-1', 'analyst', COUNTY.id),
  };
};
