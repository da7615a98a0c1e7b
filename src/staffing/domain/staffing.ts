import { decider } from '../../kernel/decider.js';
import { establishPosts, EstablishPosts, evolve, NO_POSTS } from './establish-posts.js';
import { staffingEvents } from './events.js';

export const staffing = decider({
  category: 'staffing',
  events: staffingEvents,
  commands: { EstablishPosts },
  initial: NO_POSTS,
  evolve,
  decide: { EstablishPosts: establishPosts },
  idOf: (command) => command.officeId,
  unitOf: (_posts, command) => command.officeId,
  /** Who recruits for an office sees how many posts it has. */
  face: ({ officeId, posts }) =>
    officeId === undefined ? undefined : { id: officeId, unit: officeId, status: 'established', facts: { posts } },
  governed: false,
});
