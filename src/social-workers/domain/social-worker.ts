import { decider } from '../../kernel/decider.js';
import { AppointSocialWorker, appointSocialWorker } from './appoint-social-worker.js';
import { evolve, face, NOT_EMPLOYED } from './employment.js';
import { EndAppointment, endAppointment } from './end-appointment.js';
import { socialWorkerEvents } from './events.js';
import { OFFICES } from './office.js';
import { TransferSocialWorker, transferSocialWorker } from './transfer-social-worker.js';

export const socialWorker = decider({
  category: 'socialWorker',
  events: socialWorkerEvents,
  commands: { AppointSocialWorker, TransferSocialWorker, EndAppointment },
  initial: NOT_EMPLOYED,
  evolve,
  decide: {
    AppointSocialWorker: appointSocialWorker,
    TransferSocialWorker: transferSocialWorker,
    EndAppointment: endAppointment,
  },
  opens: ['AppointSocialWorker'],
  idOf: (command) => command.workerId,
  unitOf: (employment, command) => {
    if (employment.status !== 'none') return employment.officeId;
    return command instanceof AppointSocialWorker ? command.officeId : undefined;
  },
  personOf: (_employment, command) => command.workerId,
  references: () => ({ offices: OFFICES }),
  face,
  governed: false,
});
