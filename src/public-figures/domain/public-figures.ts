import { decider } from '../../kernel/decider.js';
import { publicFiguresEvents } from './events.js';
import { recordPublicFigures, RecordPublicFigures } from './publish-figures.js';

export const publicFigures = decider({
  category: 'publicFigures',
  events: publicFiguresEvents,
  commands: { RecordPublicFigures },
  initial: { published: false },
  evolve: () => ({ published: true }),
  decide: { RecordPublicFigures: recordPublicFigures },
  opens: ['RecordPublicFigures'],
  idOf: ({ cityId, quarter }) => `${cityId}_${quarter}`,
  unitOf: (_state, { cityId }) => cityId,
});
