import type { Context } from '../../../kernel/context.js';
import { IdField } from '../../../kernel/fields.js';
import type { PolicyEvent } from './events.js';
import { pendingSet, type PolicyBook } from './policy-book.js';
import { checkForm, PolicySetForm, published } from './publish-policy-set.js';
import { reject } from './rejections.js';

export class SupersedePolicySet extends PolicySetForm {
  @IdField({ path: true }) declare readonly supersededId: string;
}

/** A set that has not taken effect yet is replaced by another, of the same day or a different one (ORG-4). */
export const supersedePolicySet = (c: SupersedePolicySet, book: PolicyBook, context: Context): PolicyEvent[] => {
  const { jurisdiction, supersededId } = c;
  const { effectiveFrom } = pendingSet(book, jurisdiction, supersededId, context.today);
  checkForm(c, book, context);
  const others = (book.sets.get(jurisdiction) ?? []).filter((set) => set.setId !== supersededId);
  if (others.some((set) => set.effectiveFrom === c.effectiveFrom)) throw reject('POLICY_DAY_TAKEN');
  const old = { jurisdiction, setId: supersededId, effectiveFrom, path: context.jurisdiction };
  return [{ type: 'PolicySetSuperseded', data: { ...old, by: c.setId } }, published(c, context, supersededId)];
};
