import { view } from '../../src/kernel/view.js';
import type { PublicFiguresEvent } from '../../src/public-figures/domain/events.js';

/** What a city published of a quarter (GOV-2): the fact itself, which holds nothing that the public may not see. */
export type PublicFiguresRow = PublicFiguresEvent['data'];

export const publicFigures = view<PublicFiguresRow, PublicFiguresEvent>({
  name: 'public-figures',
  version: 1,
  events: ['PublicFiguresPublished'],
  keys: ({ data }) => [`${data.cityId}_${data.quarter}`],
  project: (_, { data }) => data,
  indexes: [{ quarter: -1 }],
});
