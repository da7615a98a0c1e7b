import type { CommandMeta } from '../../kernel/command.js';
import { POSTS, type Post } from '../../kernel/roles.js';

/** The caller, and whom they act for: ids. */
export const hands = ({ actor, onBehalfOf }: CommandMeta): readonly string[] =>
  onBehalfOf === undefined ? [actor] : [actor, onBehalfOf];

/** The post among those that may act now by which the caller acts; undefined for everybody else. */
export const postAmong = ({ role }: CommandMeta, allowed: readonly Post[]): Post | undefined =>
  POSTS.find((post) => post === role && allowed.includes(post));
