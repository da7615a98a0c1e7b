import { decider, type Reference } from '../../../kernel/decider.js';
import { evolve, NO_ACTIVITY } from './activity-book.js';
import { cancelActivity, CancelActivity } from './cancel-activity.js';
import { correctParticipation, CorrectParticipation } from './correct-participation.js';
import { activityEvents } from './events.js';
import { expectParticipants, ExpectParticipants } from './expect-participants.js';
import { planCommunityService, PlanCommunityService } from './plan-community-service.js';
import { planEducationSession, PlanEducationSession } from './plan-education-session.js';
import { recordParticipation, RecordParticipation } from './record-participation.js';
import { releaseParticipant, ReleaseParticipant } from './release-participant.js';

export const activity = decider({
  category: 'activity',
  events: activityEvents,
  commands: {
    PlanEducationSession,
    PlanCommunityService,
    ExpectParticipants,
    RecordParticipation,
    CorrectParticipation,
    CancelActivity,
    ReleaseParticipant,
  },
  initial: NO_ACTIVITY,
  evolve,
  decide: {
    PlanEducationSession: planEducationSession,
    PlanCommunityService: planCommunityService,
    ExpectParticipants: expectParticipants,
    RecordParticipation: recordParticipation,
    CorrectParticipation: correctParticipation,
    CancelActivity: cancelActivity,
    ReleaseParticipant: releaseParticipant,
  },
  opens: ['PlanEducationSession', 'PlanCommunityService'],
  idOf: (command) => ('activityId' in command ? command.activityId : command.meta.commandId),
  unitOf: (state, command) => {
    if (state.status !== 'none') return state.officeId;
    return 'officeId' in command ? command.officeId : undefined;
  },
  references: (command): Record<string, Reference> => {
    if ('superviseeId' in command) return { supervisee: person(command.superviseeId) };
    if ('superviseeIds' in command) return eachOf(command.superviseeIds);
    return 'officeId' in command ? eachOf(command.participants ?? []) : {};
  },
});

const person = (id: string): Reference => ({ category: 'supervisee', id });
const eachOf = (ids: readonly string[]): Record<string, Reference> =>
  Object.fromEntries(ids.map((id) => [id, person(id)]));
