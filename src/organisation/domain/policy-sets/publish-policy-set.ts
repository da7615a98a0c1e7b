import { Command } from '../../../kernel/command.js';
import type { Context } from '../../../kernel/context.js';
import { DayField, IdField, ObjectField, TextField } from '../../../kernel/fields.js';
import { PolicyRules } from '../../../kernel/policy-rules.js';
import { FUZHOU_REGIME } from '../fuzhou-regime.js';
import type { PolicyEvent } from './events.js';
import { DEFAULT_JURISDICTION, type PolicyBook } from './policy-book.js';
import { reject } from './rejections.js';
import { checkRules } from './sound-rules.js';

/** What a policy set says. */
export abstract class PolicySetForm extends Command {
  @IdField({ description: '市、县、司法所，或 default / jurisdiction: a unit, or default', example: 'county-minhou' })
  declare readonly jurisdiction: string;
  @IdField({ description: '规则编号，全系统唯一 / id of the set, unique in the installation', example: 'minhou-2027' })
  declare readonly setId: string;
  @DayField({ description: '施行之日 / day on which it takes effect', example: '2027-01-01' })
  declare readonly effectiveFrom: string;
  @TextField({ max: 200, description: '名称 / title', example: '闽侯县社区矫正专职社会工作者管理制度' })
  declare readonly title: string;
  @ObjectField(() => PolicyRules, { description: '规则 / rules', example: FUZHOU_REGIME })
  declare readonly rules: PolicyRules;
}

export class PublishPolicySet extends PolicySetForm {}

/**
 * A set of rules is published for a unit and all below it, or for all (ORG-4). It takes effect on its day, not before today; only
 * the first default, by which an installation starts, reaches back.
 */
export const publishPolicySet = (c: PublishPolicySet, book: PolicyBook, context: Context): PolicyEvent[] => {
  checkForm(c, book, context);
  const sets = book.sets.get(c.jurisdiction) ?? [];
  if (sets.some((set) => set.effectiveFrom === c.effectiveFrom)) throw reject('POLICY_DAY_TAKEN');
  return [published(c, context)];
};

export const checkForm = (c: PolicySetForm, book: PolicyBook, { today, jurisdiction }: Context): void => {
  // A leading group has the path of its county and a merged unit that of another: neither is a level that rules are found at.
  if (c.jurisdiction !== DEFAULT_JURISDICTION && jurisdiction.at(-1) !== c.jurisdiction)
    throw reject('POLICY_JURISDICTION_UNFIT');
  if (book.ids.has(c.setId)) throw reject('POLICY_SET_EXISTS');
  const first = c.jurisdiction === DEFAULT_JURISDICTION && !book.sets.has(DEFAULT_JURISDICTION);
  if (c.effectiveFrom < today && !first) throw reject('POLICY_RETROACTIVE');
  checkRules(c.rules);
};

export const published = (c: PolicySetForm, context: Context, supersedes?: string): PolicyEvent => {
  const { jurisdiction, setId, effectiveFrom, title, rules } = c;
  const instead = supersedes === undefined ? {} : { supersedes };
  const data = { jurisdiction, setId, effectiveFrom, path: context.jurisdiction, title, rules, ...instead };
  return { type: 'PolicySetPublished', data };
};
