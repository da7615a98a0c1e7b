import { decider, type Reference } from '../../kernel/decider.js';
import { AppointSocialWorker, appointSocialWorker } from './service/appoint-social-worker.js';
import { DismissSocialWorker, dismissSocialWorker } from './departure/dismiss-social-worker.js';
import { EndAppointment, endAppointment } from './departure/end-appointment.js';
import {
  AcceptResignation,
  acceptResignation,
  SubmitResignation,
  submitResignation,
  WithdrawResignation,
  withdrawResignation,
} from './departure/resignation.js';
import { evolve, face, NOT_EMPLOYED } from './employment.js';
import { socialWorkerEvents } from './events.js';
import { OFFICES } from './office.js';
import { ConfirmAppointment, confirmAppointment } from './service/confirm-appointment.js';
import { SignUndertaking, signUndertaking } from './service/sign-undertaking.js';
import { ConcludeContract, concludeContract } from './terms/conclude-contract.js';
import { GrantEntitlements, grantEntitlements } from './terms/grant-entitlements.js';
import { TransferSocialWorker, transferSocialWorker } from './service/transfer-social-worker.js';

export const socialWorker = decider({
  category: 'socialWorker',
  events: socialWorkerEvents,
  commands: {
    AppointSocialWorker,
    TransferSocialWorker,
    SignUndertaking,
    ConfirmAppointment,
    ConcludeContract,
    GrantEntitlements,
    SubmitResignation,
    WithdrawResignation,
    AcceptResignation,
    DismissSocialWorker,
    EndAppointment,
  },
  initial: NOT_EMPLOYED,
  evolve,
  decide: {
    AppointSocialWorker: appointSocialWorker,
    TransferSocialWorker: transferSocialWorker,
    SignUndertaking: signUndertaking,
    ConfirmAppointment: confirmAppointment,
    ConcludeContract: concludeContract,
    GrantEntitlements: grantEntitlements,
    SubmitResignation: submitResignation,
    WithdrawResignation: withdrawResignation,
    AcceptResignation: acceptResignation,
    DismissSocialWorker: dismissSocialWorker,
    EndAppointment: endAppointment,
  },
  opens: ['AppointSocialWorker'],
  idOf: (command) => command.workerId,
  unitOf: (employment, command) => {
    if (employment.status !== 'none') return employment.officeId;
    return command instanceof AppointSocialWorker ? command.officeId : undefined;
  },
  personOf: (_employment, command) => command.workerId,
  references: (command): Record<string, Reference> => ({
    offices: OFFICES,
    ...(command instanceof AppointSocialWorker && command.applicationId !== undefined
      ? { applicant: { category: 'applicant', id: command.applicationId } }
      : {}),
    ...(command instanceof DismissSocialWorker && command.dismissalCaseId !== undefined
      ? { service: { category: 'serviceRecord', id: command.workerId } }
      : {}),
  }),
  face,
  governed: false,
});
