import { Command } from '../../kernel/command.js';
import { RecordIdField } from '../../kernel/field-kinds/record-id.js';
import { ChoiceField } from '../../kernel/fields.js';
import type { Erasure } from './erase-personal-data.js';
import { ERASABLE, type ConfidentialityEvent, type Erasable, type ErasureFound } from './events.js';
import { reject } from './rejections.js';

export class CheckErasure extends Command {
  @RecordIdField({ path: true }) declare readonly personId: string;
  @ChoiceField(ERASABLE, { description: '人员类别 / what the person is', example: 'supervisee' })
  declare readonly kind: Erasable;
  /** What was found: looked up by the service, never taken from a request. Without it nothing is recorded, but who may ask is decided. */
  declare readonly found?: ErasureFound;
}

/** That nothing of an erased person can be read any more goes on record, with what was looked at (SEC-3). */
export const checkErasure = ({ personId, kind, found }: CheckErasure, state: Erasure): ConfidentialityEvent[] => {
  if (!state.erased) throw reject('NOT_ERASED');
  if (!found) return [];
  const complete =
    found.keyDestroyedAt !== null && found.sealingRefused && found.views.every(({ readable }) => readable === 0);
  return [{ type: 'ErasureChecked', data: { personId, kind, ...found, complete } }];
};
