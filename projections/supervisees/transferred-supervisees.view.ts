import { view } from '../../src/kernel/view.js';
import type { SuperviseeTransferred } from '../../src/supervisees/domain/events.js';

/** Where somebody is supervised now who was supervised elsewhere before: what was recorded there is the new place's to read (TRV-1). */
export interface TransferredSupervisee {
  readonly superviseeId: string;
  readonly officeId: string;
  readonly path: readonly string[];
  /** Offices that the person was supervised by before, earliest first, with all above each. */
  readonly earlier: readonly (readonly string[])[];
  /** Units that hold some of these places and not all: to all others it makes no difference where in them the person is or was. */
  readonly units: readonly string[];
}

export const transferredSupervisees = view<TransferredSupervisee, SuperviseeTransferred>({
  name: 'transferred-supervisees',
  version: 2,
  events: ['SuperviseeTransferred'],
  keys: ({ data }) => [data.superviseeId],
  project: (row, { data: { superviseeId, officeId, fromPath }, meta: { jurisdiction: path } }) => {
    const earlier = [...(row?.earlier ?? []), fromPath];
    return { superviseeId, officeId, path, earlier, units: parting([path, ...earlier]) };
  },
  indexes: [{ units: 1 }],
});

const parting = (places: readonly (readonly string[])[]): string[] =>
  [...new Set(places.flat())].filter((unit) => !places.every((place) => place.includes(unit)));
