import type { Context } from '../../../kernel/context.js';
import type { Day } from '../../../kernel/day.js';
import type { Reference } from '../../../kernel/decider.js';
import { ChoiceField, FlagField, IdField, PatternField, TextField } from '../../../kernel/fields.js';
import { isUnderAge, type Person } from '../of-supervisee.js';
import {
  MEMBER_KINDS,
  MEMBER_SEXES,
  type MemberKind,
  type MemberSex,
  SERVICE_MEMBERS,
  type TeamMemberJoined,
} from './events.js';
import { reject } from './rejections.js';
import type { Member } from './team.js';

/** Somebody who is to be in the team: of the service by their id, anybody else by name. */
export interface Candidate {
  readonly kind: MemberKind;
  readonly personId?: string;
  readonly name?: string;
  readonly phone?: string;
  readonly relation?: string;
  readonly sex: MemberSex;
  readonly knowsMinors?: boolean;
}

export class TeamMemberForm implements Candidate {
  @ChoiceField(MEMBER_KINDS, { description: '成员身份 / kind of member', example: 'SOCIAL_WORKER' })
  declare readonly kind: MemberKind;
  @IdField({ optional: true, description: '工作人员或志愿者编号 / id of a member of the service', example: 'w-001' })
  declare readonly personId?: string;
  @TextField({ optional: true, max: 50, description: '其他成员姓名 / name of anybody else' })
  declare readonly name?: string;
  @PatternField(/^\+?[0-9][0-9 -]{4,19}$/, { optional: true, description: '电话 / telephone' })
  declare readonly phone?: string;
  @TextField({ optional: true, max: 100, description: '与对象的关系 / relation to the person' })
  declare readonly relation?: string;
  @ChoiceField(MEMBER_SEXES, { description: '性别 / sex', example: 'FEMALE' }) declare readonly sex: MemberSex;
  @FlagField({ optional: true, description: '熟悉未成年人身心特点 / knows minors', example: false })
  declare readonly knowsMinors?: boolean;
}

const nameOf = ({ kind, personId }: Candidate): string => `${kind}:${personId}`;

const CATEGORIES = { SOCIAL_WORKER: 'socialWorker', VOLUNTEER: 'volunteer' } as const;

/** The records of those candidates who have one that says whether they serve. */
export const recordsOf = (candidates: readonly Candidate[]): Record<string, Reference> =>
  Object.fromEntries(
    candidates.flatMap((one) =>
      one.personId !== undefined && (one.kind === 'SOCIAL_WORKER' || one.kind === 'VOLUNTEER')
        ? [[nameOf(one), { category: CATEGORIES[one.kind], id: one.personId }]]
        : [],
    ),
  );

/** Refuses who is not fit to join: not named as their kind is, in the team already, or not in service at the person's office. */
export const checkCandidate = (one: Candidate, members: readonly Candidate[], context: Context): void => {
  const ofService = SERVICE_MEMBERS.some((kind) => kind === one.kind);
  const known = one.personId !== undefined;
  if (ofService !== known || ofService === (one.name !== undefined)) throw reject('TEAM_MEMBER_UNNAMED');
  if (known && members.some((other) => nameOf(other) === nameOf(one))) throw reject('TEAM_MEMBER_TWICE');
  const { [nameOf(one)]: record, supervisee } = context.references;
  const offices = [supervisee?.unit, context.jurisdiction.at(-1)];
  if (one.kind === 'SOCIAL_WORKER' && !(record?.status === 'serving' && offices.includes(record.unit)))
    throw reject('TEAM_MEMBER_UNFIT');
  // Volunteers are registered to the office, or to a unit above it for all of its offices.
  const reached = [...offices, ...context.jurisdiction];
  if (one.kind === 'VOLUNTEER' && !(record?.status === 'registered' && reached.includes(record.unit)))
    throw reject('TEAM_MEMBER_UNFIT');
};

/** What the law and the policy want of a team: enough members, a woman for a woman, for a minor somebody who knows minors. */
export const checkComposition = (
  members: readonly Pick<Member, 'sex' | 'knowsMinors'>[],
  person: Person,
  context: Context,
): void => {
  const { minMembers } = context.policy.rules.team;
  if (members.length < minMembers) throw reject('TEAM_TOO_SMALL', { minMembers });
  if (person.isFemale && members.every(({ sex }) => sex !== 'FEMALE')) throw reject('TEAM_NEEDS_WOMAN');
  if (isUnderAge(person, context) && !members.some(({ knowsMinors }) => knowsMinors))
    throw reject('TEAM_NEEDS_MINORS_MEMBER');
};

/** The fact that the candidate is in the team now. */
export const joined = (
  of: { readonly superviseeId: string; readonly officeId: string },
  number: number,
  { kind, personId, name, phone, relation, sex, knowsMinors = false }: Candidate,
  joinedOn: Day,
): TeamMemberJoined => ({
  type: 'TeamMemberJoined',
  data: {
    ...of,
    memberId: `m${number}`,
    kind,
    ...(personId === undefined ? {} : { personId }),
    sex,
    knowsMinors,
    joinedOn,
    ...(name === undefined ? {} : { name }),
    ...(phone === undefined ? {} : { phone }),
    ...(relation === undefined ? {} : { relation }),
  },
});
