import { decider, type Reference } from '../../../kernel/decider.js';
import {
  decideMeasure,
  DecideMeasure,
  endorseMeasure,
  EndorseMeasure,
  refuseMeasure,
  RefuseMeasure,
  returnMeasure,
  ReturnMeasure,
} from './decide-measure.js';
import { draftMeasure, DraftReward, DraftSanction, redraftMeasure, RedraftMeasure } from './draft-measure.js';
import { measureEvents } from './events.js';
import { evolve, NO_MEASURE, type Proceeding } from './proceeding.js';
import { recordAnswerToMeasure, RecordAnswerToMeasure, sendMeasure, SendMeasure } from './send-measure.js';

export const measure = decider({
  category: 'measure',
  events: measureEvents,
  commands: {
    DraftSanction,
    DraftReward,
    RedraftMeasure,
    EndorseMeasure,
    ReturnMeasure,
    RefuseMeasure,
    DecideMeasure,
    SendMeasure,
    RecordAnswerToMeasure,
  },
  initial: NO_MEASURE,
  evolve,
  decide: {
    DraftSanction: draftMeasure,
    DraftReward: draftMeasure,
    RedraftMeasure: redraftMeasure,
    EndorseMeasure: endorseMeasure,
    ReturnMeasure: returnMeasure,
    RefuseMeasure: refuseMeasure,
    DecideMeasure: decideMeasure,
    SendMeasure: sendMeasure,
    RecordAnswerToMeasure: recordAnswerToMeasure,
  },
  opens: ['DraftSanction', 'DraftReward'],
  idOf: (command) => ('measureId' in command ? command.measureId : command.meta.commandId),
  unitOf: (state, _command, references) =>
    references.supervisee?.unit ?? (state.status === 'none' ? undefined : state.officeId),
  references: (command, state) => supervisee('superviseeId' in command ? command.superviseeId : personIn(state)),
});

const personIn = (state: Proceeding): string | undefined => (state.status === 'none' ? undefined : state.superviseeId);
const supervisee = (id: string | undefined): Record<string, Reference> =>
  id === undefined ? {} : { supervisee: { category: 'supervisee', id } };
