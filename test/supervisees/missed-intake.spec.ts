import { describe, expect, it } from '@jest/globals';
import { type SuperviseeEntry, superviseeRoster } from '../../projections/supervisees/supervisee-roster.view.js';
import { type DueRow, dueView } from '../../src/kernel/due.js';
import type { DomainEvent } from '../../src/kernel/event.js';
import { missedIntake } from '../../src/supervisees/domain/missed-intake/missed-intake.due.js';
import { RecordMissedIntake } from '../../src/supervisees/domain/missed-intake/record-missed-intake.js';
import { RecordDecision } from '../../src/supervisees/domain/record-decision.js';
import { RegisterSupervisee } from '../../src/supervisees/domain/register-supervisee.js';
import { supervisee } from '../../src/supervisees/domain/supervisee.js';
import { foldView, recorded } from '../support/fold-view.js';
import { given, shanghai, story, type World } from '../support/given.js';
import { DECISION, FORM, SUPERVISEE_ID } from './people.js';

const one = { superviseeId: SUPERVISEE_ID };
const decided = [RecordDecision, DECISION, { at: '2026-03-04 09:00' }] as const;
// The decision took effect on 2 March: the tenth day after is the 12th.
const over: World = { at: '2026-03-13 00:00', by: { actor: 'system', role: 'system' } };
const missed = [RecordMissedIntake, one, over] as const;
const came = (reportedOn: string) => [RegisterSupervisee, { ...FORM, reportedOn }, { at: '2026-04-01 09:00' }] as const;

const stored = (events: readonly DomainEvent[]) => events.map((event, position) => recorded(event, { position }));
const due = (...events: readonly DomainEvent[]) =>
  foldView<DueRow>(dueView([missedIntake]), stored(events)).get(`missed-intake|${SUPERVISEE_ID}`);
const entry = (...events: readonly DomainEvent[]) =>
  foldView<SuperviseeEntry>(superviseeRoster, stored(events)).get(SUPERVISEE_ID);

describe('missed intake', () => {
  it('[INT-2] is recorded when the last day to report on is over, not before', () => {
    const at = (time: string) =>
      given(supervisee, story(supervisee, decided)).when(RecordMissedIntake, one, { ...over, at: time });
    at('2026-03-12 23:59').thenNothing();
    at('2026-03-13 00:00').then({ type: 'IntakeMissed', data: { ...one, officeId: 'office-1', dueOn: '2026-03-12' } });
  });
  it('[INT-2] is recorded once', () => {
    given(supervisee, story(supervisee, decided, missed))
      .when(RecordMissedIntake, one, over)
      .thenNothing();
  });
  it('[INT-2] is not recorded of who has reported, nor of whom nothing is known', () => {
    given(supervisee, story(supervisee, decided, came('2026-03-12')))
      .when(RecordMissedIntake, one, over)
      .thenNothing();
    given(supervisee).when(RecordMissedIntake, one, over).thenNothing();
  });
  it('[INT-2] does not keep anybody from reporting later, which stays marked late', () => {
    given(supervisee, story(supervisee, decided, missed))
      .when(RegisterSupervisee, { ...FORM, reportedOn: '2026-03-13' }, { at: '2026-03-13 09:00' })
      .then({ type: 'SuperviseeRegistered', data: { missedIntake: true, daysLate: 1 } });
  });

  it('[INT-2] falls due at the end of that day, until the person reports or is missed', () => {
    expect(due(...story(supervisee, decided))).toMatchObject({
      ...{ kind: 'missed-intake', key: SUPERVISEE_ID, dueAt: shanghai('2026-03-13 00:00'), fields: one },
      ...{ path: ['city-1', 'county-1', 'office-1'], causationId: 'event-0', correlationId: 'command-0' },
    });
    expect(due(...story(supervisee, decided, missed))).toBeUndefined();
    expect(due(...story(supervisee, decided, came('2026-03-12')))).toBeUndefined();
    expect(due(...story(supervisee, came('2026-03-12')))).toBeUndefined();
  });

  it('[INT-2] shows in the roster, and goes when it turns out that the person had come in time', () => {
    expect(entry(...story(supervisee, decided))).toMatchObject({ status: 'expected', missedIntake: false });
    expect(entry(...story(supervisee, decided, missed))).toMatchObject({ status: 'expected', missedIntake: true });
    const of = (reportedOn: string) => entry(...story(supervisee, decided, missed, came(reportedOn)));
    expect(of('2026-03-12')).toMatchObject({ status: 'registered', missedIntake: false, daysLate: 0 });
    expect(of('2026-03-13')).toMatchObject({ status: 'registered', missedIntake: true, daysLate: 1 });
  });
});
