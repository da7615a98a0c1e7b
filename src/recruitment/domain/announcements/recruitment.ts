import { decider, type Reference } from '../../../kernel/decider.js';
import { AnnounceVacantPost, announceVacantPost } from './announce-post.js';
import { evolve, faceOf, NOT_ANNOUNCED } from './announcement.js';
import { CloseRecruitment, closeRecruitment } from './close-recruitment.js';
import { recruitmentEvents } from './events.js';
import { NoteHire, noteHire, ReleaseHire, releaseHire } from './note-hire.js';

export const recruitment = decider({
  category: 'recruitment',
  events: recruitmentEvents,
  commands: { AnnounceVacantPost, CloseRecruitment, NoteHire, ReleaseHire },
  initial: NOT_ANNOUNCED,
  evolve,
  decide: {
    AnnounceVacantPost: announceVacantPost,
    CloseRecruitment: closeRecruitment,
    NoteHire: noteHire,
    ReleaseHire: releaseHire,
  },
  opens: ['AnnounceVacantPost'],
  idOf: (command) => (command instanceof AnnounceVacantPost ? command.meta.commandId : command.recruitmentId),
  unitOf: (state, command) => {
    if (state.status !== 'none') return state.officeId;
    return command instanceof AnnounceVacantPost ? command.officeId : undefined;
  },
  references: (command): Record<string, Reference> =>
    command instanceof AnnounceVacantPost ? { staffing: { category: 'staffing', id: command.officeId } } : {},
  face: faceOf,
  governed: false,
});
