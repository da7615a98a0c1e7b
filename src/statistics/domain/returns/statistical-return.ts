import { decider } from '../../../kernel/decider.js';
import { daysOf } from '../counting/span.js';
import { completeAnalysis, CompleteAnalysis } from './complete-analysis.js';
import { AcceptReturn, acceptReturn, SendBackReturn, sendBackReturn } from './decide-return.js';
import { draftReturn, DraftReturn, partsOf } from './draft-return.js';
import { returnEvents } from './events.js';
import { noteReturnDue, NoteReturnDue } from './note-return-due.js';
import { returnIdOf } from './return-id.js';
import { evolve, faceOf, NO_RETURN } from './return-state.js';
import { submitReturn, SubmitReturn } from './submit-return.js';

export const statisticalReturn = decider({
  category: 'statisticalReturn',
  events: returnEvents,
  commands: { NoteReturnDue, DraftReturn, CompleteAnalysis, SubmitReturn, AcceptReturn, SendBackReturn },
  initial: NO_RETURN,
  evolve,
  decide: {
    NoteReturnDue: noteReturnDue,
    DraftReturn: draftReturn,
    CompleteAnalysis: completeAnalysis,
    SubmitReturn: submitReturn,
    AcceptReturn: acceptReturn,
    SendBackReturn: sendBackReturn,
  },
  idOf: returnIdOf,
  unitOf: (_state, command) => command.unitId,
  references: partsOf,
  face: faceOf,
  factDay: ({ span }) => daysOf(span).last,
});
