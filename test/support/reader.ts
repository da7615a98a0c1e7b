import type { Role } from '../../src/kernel/roles.js';
import type { Reader } from '../../src/platform/read-store/reach.js';

/** Somebody who asks, in reach of the own unit alone unless told. */
export const reader = (role: Role, unit: string, actor = 'o-1', reach: readonly string[] = [unit]): Reader => ({
  actor,
  role,
  unit,
  reach,
});
