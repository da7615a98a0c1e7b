import { decider } from '../../kernel/decider.js';
import { correctQuarterlyAppraisal, CorrectQuarterlyAppraisal } from './correct-quarterly-appraisal.js';
import { appraisalEvents } from './events.js';
import {
  passQuarterlyAppraisal,
  PassQuarterlyAppraisal,
  returnQuarterlyAppraisal,
  ReturnQuarterlyAppraisal,
} from './inspect-quarterly-appraisal.js';
import { evolve, face, NOT_APPRAISED } from './quarterly-appraisal.js';
import { recordQuarterlyAppraisal, RecordQuarterlyAppraisal } from './record-quarterly-appraisal.js';

export const appraisal = decider({
  category: 'appraisal',
  events: appraisalEvents,
  commands: {
    RecordQuarterlyAppraisal,
    ReturnQuarterlyAppraisal,
    CorrectQuarterlyAppraisal,
    PassQuarterlyAppraisal,
  },
  initial: NOT_APPRAISED,
  evolve,
  decide: {
    RecordQuarterlyAppraisal: recordQuarterlyAppraisal,
    ReturnQuarterlyAppraisal: returnQuarterlyAppraisal,
    CorrectQuarterlyAppraisal: correctQuarterlyAppraisal,
    PassQuarterlyAppraisal: passQuarterlyAppraisal,
  },
  opens: ['RecordQuarterlyAppraisal'],
  idOf: (command) => `${command.workerId}-${command.quarter}`,
  unitOf: (state, _command, references) =>
    references.worker?.unit ?? (state.status === 'missing' ? undefined : state.officeId),
  personOf: (_state, command) => command.workerId,
  references: (command) => ({ worker: { category: 'socialWorker', id: command.workerId } }),
  face,
});
