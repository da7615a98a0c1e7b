import type { Context } from '../../kernel/context.js';
import { ChoiceField, IdField, ListField } from '../../kernel/fields.js';
import type { Reference } from '../../kernel/decider.js';
import type { ApplicationEvent } from './events.js';
import type { Handling } from './handling.js';
import { inHand, named, OfApplication } from './of-application.js';
import { reject } from './rejections.js';

export const INVESTIGATOR_KINDS = ['SOCIAL_WORKER', 'OFFICER'] as const;
export type InvestigatorKind = (typeof INVESTIGATOR_KINDS)[number];

export class Investigator {
  @ChoiceField(INVESTIGATOR_KINDS, { description: '身份 / social worker or officer', example: 'SOCIAL_WORKER' })
  declare readonly kind: InvestigatorKind;
  @IdField({ description: '编号 / id', example: 'w-001' }) declare readonly personId: string;
}

export class OpenInvestigation extends OfApplication {
  @ListField(() => Investigator, {
    min: 1,
    max: 10,
    description: '调查人员 / investigators',
    example: [
      { kind: 'SOCIAL_WORKER', personId: 'w-001' },
      { kind: 'OFFICER', personId: 'o-001' },
    ],
  })
  declare readonly investigators: Investigator[];
}

const recordName = (personId: string): string => `worker:${personId}`;

/** The records of the social workers among them. */
export const workersIn = (investigators: readonly Investigator[]): Record<string, Reference> =>
  Object.fromEntries(
    investigators
      .filter(({ kind }) => kind === 'SOCIAL_WORKER')
      .map(({ personId }) => [recordName(personId), { category: 'socialWorker', id: personId }]),
  );

/** Background, family and mental health are looked into by as many as the policy wants; again where that is needed (INT-1). */
export const openInvestigation = (c: OpenInvestigation, handling: Handling, context: Context): ApplicationEvent[] => {
  const application = inHand(handling);
  if (application.status === 'investigating') throw reject('INVESTIGATION_UNDER_WAY');
  const investigators = c.investigators.map(({ personId }) => personId);
  if (new Set(investigators).size < investigators.length) throw reject('INVESTIGATOR_TWICE');
  const { minInvestigators } = context.policy.rules.application;
  if (investigators.length < minInvestigators) throw reject('INVESTIGATORS_TOO_FEW', { minInvestigators });
  for (const one of c.investigators) checkServing(one, application.officeId, context);
  const investigation = application.investigations + 1;
  const opened = { investigation, investigators, openedOn: context.today };
  return [{ type: 'SocialInvestigationOpened', data: { ...named(c, context), ...opened } }];
};

const checkServing = ({ kind, personId }: Investigator, officeId: string, context: Context): void => {
  if (kind === 'OFFICER') return;
  const worker = context.references[recordName(personId)];
  // An office that was merged since stands for the one that the application came to.
  const here = worker?.unit === officeId || worker?.unit === context.jurisdiction.at(-1);
  if (worker?.status !== 'serving' || !here) throw reject('INVESTIGATOR_UNFIT', { personId });
};
