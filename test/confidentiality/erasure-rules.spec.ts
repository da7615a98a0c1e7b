import { describe, expect, it } from '@jest/globals';
import { erasureReactions } from '../../src/confidentiality/confidentiality.reactions.js';
import { DestroyKey } from '../../src/confidentiality/destroy-key.handler.js';
import { confidentiality } from '../../src/confidentiality/domain/confidentiality.js';
import { ErasePersonalData } from '../../src/confidentiality/domain/erase-personal-data.js';
import {
  type ConfidentialityEvent,
  confidentialityEvents,
  type ErasureChecked,
  type LinkedDataNoted,
  type OfOneKey,
  type PersonalDataErased,
} from '../../src/confidentiality/domain/events.js';
import { NoteLinkedData } from '../../src/confidentiality/domain/note-linked-data.js';
import { ReleaseLinkedData } from '../../src/confidentiality/domain/release-linked-data.js';
import { command } from '../../src/kernel/command.js';
import type { DomainEvent } from '../../src/kernel/event.js';
import type { FollowUp } from '../../src/kernel/reaction.js';
import { given, metaOf, servingWorker, story, type World } from '../support/given.js';

const director: World = { by: { actor: 'o-3', role: 'director', unit: 'county-1' } };
const order = { personId: 'w-1', kind: 'socialWorker', ground: '档案保管期限届满' } as const;
const erased = (...linked: OfOneKey[]): PersonalDataErased => ({
  type: 'PersonalDataErased',
  data: { ...order, linked },
});
const APPLICATION = { kind: 'applicant', personId: 'a-1' } as const;
const noted = (erasedBefore: boolean): LinkedDataNoted => ({
  type: 'LinkedDataNoted',
  data: { personId: 'w-1', kind: 'socialWorker', linked: APPLICATION, erased: erasedBefore },
});
const link = { personId: 'w-1', kind: 'socialWorker', linkedId: 'a-1', linkedKind: 'applicant' } as const;
const system: World = { by: { actor: 'system', role: 'system', unit: 'office-1' } };
const NOTHING = { erased: false, linked: [], found: null };
/** What all reactions to erasures and links make of a fact. */
const followedBy = (fact: DomainEvent): FollowUp[] =>
  erasureReactions
    .filter(({ events }) => events.includes(fact.type))
    .flatMap(({ react }) => react({ ...fact, id: 'e-1', stream: 's', revision: 0, position: 7 }));

describe('ordering that personal data be erased', () => {
  it('[SEC-3] is a fact that says of whom and on what ground', () => {
    given(confidentiality).when(ErasePersonalData, order, director).then(erased());
  });
  it('is refused by name the second time', () => {
    given(confidentiality, [erased()]).when(ErasePersonalData, order, director).thenRejected('ALREADY_ERASED');
    given(confidentiality, story(confidentiality, [ErasePersonalData, order, director]))
      .when(ErasePersonalData, { ...order, ground: '本人申请' }, director)
      .thenRejected('ALREADY_ERASED');
  });
  it('belongs to the unit that the person belongs to; of an unknown person to none', () => {
    const asked = command(ErasePersonalData, order, metaOf(director));
    const unit = (person?: ReturnType<typeof servingWorker>): string | undefined =>
      confidentiality.unitOf(NOTHING, asked, { person });
    expect(confidentiality.references?.(asked, NOTHING)).toEqual({
      person: { category: 'socialWorker', id: 'w-1' },
    });
    expect(unit(servingWorker('w-1', 'office-2'))).toBe('office-2');
    expect(unit()).toBeUndefined();
  });
});

describe('data about a person that are sealed with a key of their own', () => {
  it('[SEC-3] are noted once, and erased with the person', () => {
    given(confidentiality).when(NoteLinkedData, link, system).then(noted(false));
    given(confidentiality, [noted(false)])
      .when(NoteLinkedData, link, system)
      .then();
    given(confidentiality, [noted(false)])
      .when(ErasePersonalData, order, director)
      .then(erased(APPLICATION));
  });
  it('[SEC-3] are erased too when the link becomes known only afterwards', () => {
    given(confidentiality, [erased()]).when(NoteLinkedData, link, system).then(noted(true));
    expect(followedBy(noted(true))).toEqual([{ command: DestroyKey, fields: APPLICATION }]);
    expect(followedBy(noted(false))).toEqual([]);
  });
  it('[SEC-3] make what was found before them no answer any more: it is looked again', () => {
    const none = { keyDestroyedAt: null, sealingRefused: true, cachesEmptyFrom: null, views: [] };
    const checked = (linked: OfOneKey[]): ErasureChecked => ({
      type: 'ErasureChecked',
      data: { personId: 'w-1', kind: 'socialWorker', ...none, linked, complete: false },
    });
    const foundAfter = (...events: ConfidentialityEvent[]) =>
      events.reduce(confidentiality.evolve, confidentiality.initial).found;
    expect(foundAfter(erased(), checked([]))).toEqual({ ...none, linked: [], complete: false });
    expect(foundAfter(erased(), checked([]), noted(true))).toBeNull();
    expect(foundAfter(erased(), noted(true), checked([APPLICATION]))).toMatchObject({ linked: [APPLICATION] });
  });
  describe('and turn out to be about somebody else', () => {
    const intake = { kind: 'intakeApplication', personId: 'i-1' } as const;
    const of = { personId: 's-1', kind: 'supervisee' } as const;
    const named = { ...of, linkedKind: 'intakeApplication', linkedId: 'i-1' } as const;
    const known: LinkedDataNoted = { type: 'LinkedDataNoted', data: { ...of, linked: intake, erased: false } };
    const gone: DomainEvent = { type: 'PersonalDataErased', data: { ...of, ground: '期满', linked: [] } };
    const erase = { ...of, ground: '期满' } as const;
    /** What the application says of its link. */
    const says = (superviseeId: string | null, unlinkedFrom: string | null = null, world = director): World => ({
      ...world,
      references: {
        'intakeApplication:i-1': {
          ...{ id: 'i-1', unit: 'office-1', status: 'concluded' },
          facts: { eligible: true, superviseeId, unlinkedFrom },
        },
      },
    });
    const erasedWith = (...linked: OfOneKey[]): PersonalDataErased => ({
      type: 'PersonalDataErased',
      data: { ...of, ground: '期满', linked },
    });
    it('[SEC-3] [INT-1] are released, once, and not erased with the person then', () => {
      const released: DomainEvent = { type: 'LinkedDataReleased', data: { ...of, linked: intake } };
      given(confidentiality, [known]).when(ReleaseLinkedData, named, system).then(released);
      given(confidentiality).when(ReleaseLinkedData, named, system).then();
      given(confidentiality, [known, released]).when(ReleaseLinkedData, named, system).then();
      given(confidentiality, [known, released]).when(ErasePersonalData, erase, says(null, 's-1')).then(erasedWith());
      given(confidentiality, [known, released, known])
        .when(ErasePersonalData, erase, says('s-1', 's-1'))
        .then(erasedWith(intake));
      const unlinked = { type: 'IntakeApplicationUnlinked', data: { intakeId: 'i-1', superviseeId: 's-1' } };
      expect(followedBy(unlinked)).toEqual([{ command: ReleaseLinkedData, fields: named }]);
    });
    it('[SEC-3] are spared also while that was not noted yet; what was linked a moment ago is not', () => {
      const erasing = (world: World) => given(confidentiality, [known]).when(ErasePersonalData, erase, world);
      erasing(says(null, 's-1')).then(erasedWith());
      erasing(says('s-2', 's-1')).then(erasedWith());
      erasing(says('s-1', 's-1')).then(erasedWith(intake));
      erasing(says('s-1')).then(erasedWith(intake));
      // As it was before the link: another process made it within the last second.
      erasing(says(null)).then(erasedWith(intake));
      const noting = (world: World) => given(confidentiality, [gone]).when(NoteLinkedData, named, world);
      noting(says('s-2', 's-1', system)).then();
      noting(says('s-1', null, system)).then({ ...known, data: { ...known.data, erased: true } });
      noting(says(null, null, system)).then({ ...known, data: { ...known.data, erased: true } });
    });
    it('[SEC-3] are not looked at when it is checked that the person cannot be read any more; what was erased with them stays so', () => {
      const linkedAfter = (...events: DomainEvent[]) =>
        (events as ConfidentialityEvent[]).reduce(confidentiality.evolve, confidentiality.initial).linked;
      expect(linkedAfter(known, erasedWith())).toEqual([]);
      expect(linkedAfter(known, erasedWith(intake))).toEqual([intake]);
      given(confidentiality, [known, erasedWith(intake)])
        .when(ReleaseLinkedData, named, system)
        .then();
      const asked = command(ErasePersonalData, erase, metaOf(director));
      expect(confidentiality.references?.(asked, { ...NOTHING, linked: [intake, APPLICATION] })).toEqual({
        person: { category: 'supervisee', id: 's-1' },
        'intakeApplication:i-1': { category: 'intakeApplication', id: 'i-1' },
      });
    });
  });
  it('are the application before the registration, and the one before the post', () => {
    const linked = { type: 'IntakeApplicationLinked', data: { intakeId: 'i-1', superviseeId: 's-1' } };
    expect(followedBy(linked)).toEqual([
      {
        command: NoteLinkedData,
        fields: { kind: 'supervisee', personId: 's-1', linkedKind: 'intakeApplication', linkedId: 'i-1' },
      },
    ]);
    const appointed = (data: object): DomainEvent => ({ type: 'SocialWorkerAppointed', data });
    expect(followedBy(appointed({ workerId: 'w-1', applicationId: 'a-1' }))).toEqual([
      { command: NoteLinkedData, fields: link },
    ]);
    expect(followedBy(appointed({ workerId: 'w-1' }))).toEqual([]);
  });
});

describe('what follows from the order', () => {
  it('[SEC-3] is that the keys are destroyed, whatever became of the process that took the order', () => {
    expect(followedBy(erased(APPLICATION))).toEqual([
      { command: DestroyKey, fields: { personId: 'w-1', kind: 'socialWorker' } },
      { command: DestroyKey, fields: APPLICATION },
    ]);
  });
  it('of an order from before links were noted is that its own key is', () => {
    const { linked: _, ...before } = erased().data;
    expect(confidentialityEvents.PersonalDataErased.upcast?.(before, 1)).toEqual(erased().data);
  });
});
