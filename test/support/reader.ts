import type { Role } from '../../src/kernel/roles.js';
import type { Reader } from '../../src/platform/read-store/reach.js';

/** Somebody who asks, in reach of the own unit alone unless told. */
export const reader = (role: Role, unit: string, actor = 'o-1', reach: readonly string[] = [unit]): Reader => ({
  actor,
  role,
  unit,
  relation: 'unit',
  reach,
});

/** A social worker who asks about records that are somebody's own. */
export const self = (unit: string, actor: string): Reader => ({
  ...reader('social-worker', unit, actor),
  relation: 'own',
});
