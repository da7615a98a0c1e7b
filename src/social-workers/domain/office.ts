import type { Command } from '../../kernel/command.js';
import type { Context } from '../../kernel/context.js';
import type { Reference } from '../../kernel/decider.js';
import { INSTALLATION } from '../../kernel/roles.js';
import { reject } from './rejections.js';

/** The record that knows the offices: its face gives the path of each open one. */
export const OFFICES: Reference = { category: 'organisation', id: 'main' };

/**
 * The path of an open office within the reach of whoever sends somebody there; beyond it, it is as if there were none (SEC-2).
 */
export const officeWithinReach = (officeId: string, { meta }: Command, context: Context): readonly string[] => {
  const path = context.references.offices?.facts[officeId];
  const known = typeof path === 'string' ? path.split('/') : [];
  const reach = meta.role === 'system' || meta.unit === INSTALLATION || known.includes(meta.unit);
  if (known.at(-1) !== officeId || !reach) throw reject('WORKER_OFFICE_UNFIT', { officeId });
  return known;
};
