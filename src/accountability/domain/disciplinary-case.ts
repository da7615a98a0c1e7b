import { decider } from '../../kernel/decider.js';
import {
  AppealDisciplinaryDecision,
  appealDisciplinaryDecision,
  DecideDisciplinaryAppeal,
  decideDisciplinaryAppeal,
} from './appeal-case.js';
import { evolve, NO_CASE } from './case-state.js';
import {
  DecideDisciplinaryCase,
  decideDisciplinaryCase,
  HearDisciplinaryCase,
  hearDisciplinaryCase,
} from './decide-case.js';
import { accountabilityEvents } from './events.js';
import { OpenDisciplinaryCase, openDisciplinaryCase } from './open-case.js';

export const disciplinaryCase = decider({
  category: 'disciplinaryCase',
  events: accountabilityEvents,
  commands: {
    OpenDisciplinaryCase,
    HearDisciplinaryCase,
    DecideDisciplinaryCase,
    AppealDisciplinaryDecision,
    DecideDisciplinaryAppeal,
  },
  initial: NO_CASE,
  evolve,
  decide: {
    OpenDisciplinaryCase: openDisciplinaryCase,
    HearDisciplinaryCase: hearDisciplinaryCase,
    DecideDisciplinaryCase: decideDisciplinaryCase,
    AppealDisciplinaryDecision: appealDisciplinaryDecision,
    DecideDisciplinaryAppeal: decideDisciplinaryAppeal,
  },
  opens: ['OpenDisciplinaryCase'],
  idOf: (command) => (command instanceof OpenDisciplinaryCase ? command.meta.commandId : command.caseId),
  unitOf: (state, _command, references) =>
    state.status === 'none' ? references.worker?.unit : (references.worker?.unit ?? state.officeId),
  personOf: (state, command) => {
    if (state.status !== 'none') return state.workerId;
    return command instanceof OpenDisciplinaryCase ? command.workerId : undefined;
  },
  references: (command, state) => {
    const workerId = state.status !== 'none' ? state.workerId : workerOf(command);
    return workerId === undefined ? NOBODY : { worker: { category: 'socialWorker', id: workerId } };
  },
});

const NOBODY: Record<string, never> = {};
const workerOf = (command: object): string | undefined =>
  command instanceof OpenDisciplinaryCase ? command.workerId : undefined;
