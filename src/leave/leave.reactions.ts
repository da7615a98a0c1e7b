import { followUp, reaction } from '../kernel/reaction.js';
import type { SocialWorkerTransferred } from '../social-workers/domain/events.js';
import { MoveLeave } from './domain/move-leave.js';

/** Leave that is under way moves with its worker (HR-3). */
export const leaveMovesAlong = reaction<SocialWorkerTransferred>({
  name: 'leave-transfer',
  events: ['SocialWorkerTransferred'],
  react: ({ data: { workerId, officeId, fromOfficeId } }) => [
    followUp(MoveLeave, { workerId, officeId, fromOfficeId }),
  ],
});
