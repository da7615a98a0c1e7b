import { Command } from '../../../kernel/command.js';
import type { Announcement } from './announcement.js';
import type { RecruitmentEvent } from './events.js';

/** Somebody was hired for an announcement, or does not come after all; given by reactions, no route leads here. */
abstract class OfHire extends Command {
  declare readonly recruitmentId: string;
  declare readonly applicationId: string;
}
export class NoteHire extends OfHire {}
export class ReleaseHire extends OfHire {}

export const noteHire = (c: NoteHire, announcement: Announcement): RecruitmentEvent[] => {
  if (announcement.status === 'none' || announcement.hired.includes(c.applicationId)) return [];
  const { recruitmentId, officeId } = announcement;
  return [{ type: 'RecruitmentHireNoted', data: { recruitmentId, officeId, applicationId: c.applicationId } }];
};

export const releaseHire = (c: ReleaseHire, announcement: Announcement): RecruitmentEvent[] => {
  if (announcement.status === 'none' || !announcement.hired.includes(c.applicationId)) return [];
  const { recruitmentId, officeId } = announcement;
  return [{ type: 'RecruitmentHireReleased', data: { recruitmentId, officeId, applicationId: c.applicationId } }];
};
