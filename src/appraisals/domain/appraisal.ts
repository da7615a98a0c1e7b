import { decider } from '../../kernel/decider.js';
import { appraisalEvents } from './events.js';
import { evolve, NOT_APPRAISED } from './quarterly-appraisal.js';
import { recordQuarterlyAppraisal, RecordQuarterlyAppraisal } from './record-quarterly-appraisal.js';

export const appraisal = decider({
  category: 'appraisal',
  events: appraisalEvents,
  commands: { RecordQuarterlyAppraisal },
  initial: NOT_APPRAISED,
  evolve,
  decide: { RecordQuarterlyAppraisal: recordQuarterlyAppraisal },
  opens: ['RecordQuarterlyAppraisal'],
  idOf: (command) => `${command.workerId}-${command.quarter}`,
  unitOf: (state, _command, references) =>
    references.worker?.unit ?? (state.status === 'recorded' ? state.officeId : undefined),
  personOf: (_state, command) => command.workerId,
  references: (command) => ({ worker: { category: 'socialWorker', id: command.workerId } }),
});
