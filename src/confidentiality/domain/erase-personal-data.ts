import { Command } from '../../kernel/command.js';
import type { Context } from '../../kernel/context.js';
import { RecordIdField } from '../../kernel/field-kinds/record-id.js';
import { ChoiceField, TextField } from '../../kernel/fields.js';
import { ERASABLE, type ConfidentialityEvent, type Erasable, type ErasureFound, type OfOneKey } from './events.js';
import { wasUnlinked } from './linked-records.js';
import { reject } from './rejections.js';

export interface Erasure {
  readonly erased: boolean;
  /** What is erased with the person. */
  readonly linked: readonly OfOneKey[];
  /** What the last check found; null until then, and once more is linked to the person than it looked at. */
  readonly found: (ErasureFound & { readonly complete: boolean }) | null;
}

export class ErasePersonalData extends Command {
  @RecordIdField({ path: true }) declare readonly personId: string;
  @ChoiceField(ERASABLE, { description: '人员类别 / what the person is', example: 'supervisee' })
  declare readonly kind: Erasable;
  @TextField({ max: 500, description: '依据 / ground; names nobody', example: '档案保管期限届满' })
  declare readonly ground: string;
}

/** A person's data are made unreadable for good, everywhere; counts, chain and replay go on (SEC-3). */
export const erasePersonalData = (c: ErasePersonalData, state: Erasure, context: Context): ConfidentialityEvent[] => {
  if (state.erased) throw reject('ALREADY_ERASED');
  const { personId, kind, ground } = c;
  const linked = state.linked.filter((one) => !wasUnlinked(personId, one, context));
  return [{ type: 'PersonalDataErased', data: { personId, kind, ground, linked } }];
};
