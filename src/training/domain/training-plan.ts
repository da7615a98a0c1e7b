import { decider } from '../../kernel/decider.js';
import { trainingPlanEvents } from './events.js';
import {
  AdoptTrainingPlan,
  adoptTrainingPlan,
  evolve,
  NO_PLAN,
  ReviseTrainingPlan,
  reviseTrainingPlan,
} from './plan-training.js';

export const trainingPlan = decider({
  category: 'trainingPlan',
  events: trainingPlanEvents,
  commands: { AdoptTrainingPlan, ReviseTrainingPlan },
  initial: NO_PLAN,
  evolve,
  decide: { AdoptTrainingPlan: adoptTrainingPlan, ReviseTrainingPlan: reviseTrainingPlan },
  opens: ['AdoptTrainingPlan'],
  idOf: (command) => `${command.unitId}_${command.year}`,
  unitOf: (_plan, command) => command.unitId,
  governed: false,
});
