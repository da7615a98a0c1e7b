import { POSTS } from '../../src/kernel/roles.js';
import type { Actor, County } from '../county.js';
import type { Scale } from '../scale.js';
import { minuteOf, type Script } from './step.js';

/** The county is founded: units, officers with their posts, social workers. */
export const planFounding = (script: Script, county: County, scale: Scale): void => {
  const day = scale.foundedOn;
  let minute = 8 * 60;
  const order = (path: string, body: object): void => {
    script.add({ at: minuteOf(day, minute), by: county.admin, lane: 'founding', path, body });
    minute += 1;
  };
  const unit = (kind: string, { id, name }: { id: string; name: string }, parentId?: string): void =>
    order('units', { unitId: id, kind, name, ...(parentId === undefined ? {} : { parentId }) });
  unit('CITY', county.city);
  unit('COUNTY', county.county, county.city.id);
  for (const office of county.offices) unit('OFFICE', office, county.county.id);
  for (const { id, name, role, unit: unitId } of officersOf(county))
    order('officers', { officerId: id, name, unitId, post: role });
  const workers = county.offices.flatMap((office) => office.workers);
  for (const [at, worker] of workers.entries())
    script.add({
      at: minuteOf(day, 9 * 60 + at),
      by: county.director,
      lane: 'founding',
      path: 'social-workers',
      body: {
        workerId: worker.id,
        officeId: worker.unit,
        name: worker.name,
        phone: `0599-${String(6_000_001 + at)}`,
        appointedOn: day,
      },
      // The closing of an office's day asks the roster who serves there.
      ...(at === workers.length - 1 ? { settles: 'views' as const } : {}),
    });
};

export const officersOf = (county: County): Actor[] =>
  [
    county.cityOfficer,
    county.director,
    county.deputy,
    ...county.countyOfficers,
    ...county.offices.map(({ head }) => head),
  ].filter(({ role }) => (POSTS as readonly string[]).includes(role));
