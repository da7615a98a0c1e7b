import type { CommandMeta } from '../../kernel/command.js';
import { POSTS, type Post } from '../../kernel/roles.js';

/** The post among those that may act now by which the caller acts; undefined for everybody else. */
export const postAmong = ({ role }: CommandMeta, allowed: readonly Post[]): Post | undefined =>
  POSTS.find((post) => post === role && allowed.includes(post));
