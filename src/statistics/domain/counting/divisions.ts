import type { ReturnRules } from '../../../kernel/supervision/return-rules.js';
import { ageBandOf } from './age-bands.js';
import type { Scope } from './flow-table.js';

type Divisions = Scope['divisions'];

/** How those on record divide (STA-1). What nobody recorded yet has a cell too, so that every division adds up to the total. */
export const divisionsBy = ({ ageBands }: ReturnRules): Divisions => ({
  category: ({ category }) => category,
  level: ({ level }) => level ?? 'NOT_SET',
  sex: ({ sex }) => sex,
  ageBand: ({ birthYear }, year) => ageBandOf(year - birthYear, ageBands),
  employment: ({ employment }) => employment ?? 'UNKNOWN',
});
