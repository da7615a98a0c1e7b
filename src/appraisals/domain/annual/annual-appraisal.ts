import { decider } from '../../../kernel/decider.js';
import { evolve, face, NO_YEAR } from './annual-appraisal-state.js';
import {
  appealAnnualAppraisal,
  AppealAnnualAppraisal,
  decideAnnualAppeal,
  DecideAnnualAppeal,
} from './appeal-annual-appraisal.js';
import { annualAppraisalEvents } from './events.js';
import { gradeAnnualAppraisal, GradeAnnualAppraisal } from './grade-annual-appraisal.js';
import {
  giveHeadOpinion,
  GiveHeadOpinion,
  openAnnualAppraisal,
  OpenAnnualAppraisal,
  quartersOf,
  scoreDimensions,
  ScoreDimensions,
} from './prepare-annual-appraisal.js';

export const annualAppraisal = decider({
  category: 'annualAppraisal',
  events: annualAppraisalEvents,
  commands: {
    OpenAnnualAppraisal,
    GiveHeadOpinion,
    ScoreDimensions,
    GradeAnnualAppraisal,
    AppealAnnualAppraisal,
    DecideAnnualAppeal,
  },
  initial: NO_YEAR,
  evolve,
  decide: {
    OpenAnnualAppraisal: openAnnualAppraisal,
    GiveHeadOpinion: giveHeadOpinion,
    ScoreDimensions: scoreDimensions,
    GradeAnnualAppraisal: gradeAnnualAppraisal,
    AppealAnnualAppraisal: appealAnnualAppraisal,
    DecideAnnualAppeal: decideAnnualAppeal,
  },
  opens: ['OpenAnnualAppraisal'],
  idOf: (command) => `${command.workerId}-${command.year}`,
  unitOf: (state, _command, references) =>
    references.worker?.unit ?? (state.status === 'none' ? undefined : state.officeId),
  personOf: (_state, command) => command.workerId,
  references: (command) => {
    const worker = { worker: { category: 'socialWorker', id: command.workerId } };
    if (!(command instanceof GradeAnnualAppraisal)) return worker;
    const { workerId, year } = command;
    const quarters = quartersOf(year).map(
      (quarter) => [quarter, { category: 'appraisal', id: `${workerId}-${quarter}` }] as const,
    );
    const evaluation = { category: 'evaluation', id: `${workerId}-${year}` };
    return { ...worker, evaluation, ...Object.fromEntries(quarters) };
  },
  face,
});
