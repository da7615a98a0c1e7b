import type { ActivityEvent, OfActivity } from './events.js';

/** What a person's part came to: minutes, or null for an absence. */
export interface Part {
  readonly minutes: number | null;
}
export interface KnownActivity extends OfActivity {
  readonly status: 'planned' | 'cancelled';
  readonly from: string;
  readonly to: string;
  readonly expected: readonly string[];
  /** By person. */
  readonly parts: Readonly<Record<string, Part>>;
}
export type Activity = { readonly status: 'none' } | KnownActivity;

export const NO_ACTIVITY: Activity = { status: 'none' };

export const evolve = (before: Activity, event: ActivityEvent): Activity => {
  if (event.type === 'EducationSessionPlanned' || event.type === 'CommunityServicePlanned') {
    const { activityId, officeId, programme, subject, day, from, to } = event.data;
    const of = { activityId, officeId, programme, subject, day };
    return { status: 'planned', ...of, from, to, expected: [], parts: {} };
  }
  if (before.status === 'none') return before;
  switch (event.type) {
    case 'ParticipationPlanned':
      return { ...before, expected: [...before.expected, event.data.superviseeId] };
    case 'ActivityAttended':
    case 'ParticipationCorrected':
      return withPart(before, event.data.superviseeId, event.data.minutes);
    case 'ActivityMissed':
      return withPart(before, event.data.superviseeId, null);
    case 'ActivityCancelled':
      return { ...before, status: 'cancelled' };
    case 'ParticipationCancelled':
    case 'ParticipantTransferred':
      return { ...before, expected: before.expected.filter((id) => id !== event.data.superviseeId) };
  }
};

const withPart = (before: KnownActivity, superviseeId: string, minutes: number | null): Activity => ({
  ...before,
  parts: { ...before.parts, [superviseeId]: { minutes } },
});
