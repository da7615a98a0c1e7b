import type { Face } from '../../kernel/context.js';
import { type CommandOf, decider } from '../../kernel/decider.js';
import { INSTALLATION } from '../../kernel/roles.js';
import { DelegateAuthority, delegateAuthority } from './delegations/delegate-authority.js';
import { RevokeDelegation, revokeDelegation } from './delegations/revoke-delegation.js';
import { organisationEvents } from './events.js';
import { ChangePost, changePost } from './officers/change-post.js';
import { EndPost, endPost } from './officers/end-post.js';
import { PlaceOfficer, placeOfficer } from './officers/place-officer.js';
import { commonUnit } from './organisation-queries.js';
import { evolve, NO_ORGANISATION, type Organisation, ORGANISATION_ID } from './organisation-tree.js';
import { FoundUnit, foundUnit } from './units/found-unit.js';
import { ReleaseGroupMember, releaseGroupMember, SeatGroupMember, seatGroupMember } from './units/leading-group.js';
import { MergeUnit, mergeUnit } from './units/merge-unit.js';
import { RenameUnit, renameUnit } from './units/rename-unit.js';

const commands = {
  FoundUnit,
  RenameUnit,
  MergeUnit,
  SeatGroupMember,
  ReleaseGroupMember,
  PlaceOfficer,
  ChangePost,
  EndPost,
  DelegateAuthority,
  RevokeDelegation,
};

/** The unit whose administration an order is: where something is moved, the lowest that has both places. */
const unitOf = (org: Organisation, c: CommandOf<typeof commands>): string | undefined => {
  const home = (officerId: string): string | undefined => org.officers.get(officerId)?.unitId;
  if (c instanceof FoundUnit) return c.parentId ?? INSTALLATION;
  if (c instanceof MergeUnit) return commonUnit(org, c.unitId, c.intoId);
  if (c instanceof ChangePost) return commonUnit(org, home(c.officerId) ?? '', c.unitId);
  if (c instanceof EndPost || c instanceof DelegateAuthority) return home(c.officerId);
  if (c instanceof RevokeDelegation) return home(org.delegations.get(c.delegationId)?.officerId ?? '');
  return c.unitId;
};

/** What others see of the organisation: the path of every open office, joined by slashes. */
const face = (org: Organisation): Face => {
  const offices = [...org.units].filter(([, unit]) => unit.kind === 'OFFICE' && unit.mergedInto === undefined);
  const facts = Object.fromEntries(offices.map(([id, { path }]) => [id, path.join('/')]));
  return { id: ORGANISATION_ID, unit: INSTALLATION, status: 'founded', facts };
};

export const organisation = decider({
  category: 'organisation',
  events: organisationEvents,
  commands,
  initial: NO_ORGANISATION,
  evolve,
  decide: {
    FoundUnit: foundUnit,
    RenameUnit: renameUnit,
    MergeUnit: mergeUnit,
    SeatGroupMember: seatGroupMember,
    ReleaseGroupMember: releaseGroupMember,
    PlaceOfficer: placeOfficer,
    ChangePost: changePost,
    EndPost: endPost,
    DelegateAuthority: delegateAuthority,
    RevokeDelegation: revokeDelegation,
  },
  idOf: () => ORGANISATION_ID,
  unitOf,
  governed: false,
  face,
});
