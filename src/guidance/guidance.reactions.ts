import { followUp, reaction } from '../kernel/reaction.js';
import type { LeaveRegularised, LeaveRequested, LeaveResubmitted } from '../leave/domain/events.js';
import { RequestGuidance } from './domain/request-guidance.js';

/** A leave of more days than anybody may approve asks those above what to do about it (LEV-5, GUI-1). */
export const leaveBeyondDelegation = reaction<LeaveRequested | LeaveResubmitted | LeaveRegularised>({
  name: 'guidance-leave-beyond-delegation',
  events: ['LeaveRequested', 'LeaveResubmitted', 'LeaveRegularised'],
  react: ({ data: { beyondDelegation, guidanceRequestId, requestId, officeId, runDays } }) => {
    if (!beyondDelegation || guidanceRequestId === undefined) return [];
    return [
      followUp(RequestGuidance, {
        guidanceId: guidanceRequestId,
        category: 'RULE_SILENT',
        rule: '请假审批权限 / tiers of leave approval',
        question: `社工请假共 ${runDays} 日，超出规定的审批权限，应如何审批？`,
        officeId,
        about: { category: 'leave', id: requestId },
      }),
    ];
  },
});
