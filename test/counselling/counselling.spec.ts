import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  counsellingSessions,
  type CounsellingSession,
} from '../../projections/counselling/counselling-sessions.view.js';
import { counselling } from '../../src/counselling/domain/counselling.js';
import { counsellingEvents } from '../../src/counselling/domain/events.js';
import { GrantCounsellingAccess } from '../../src/counselling/domain/grant-access.js';
import { ReadCounselling } from '../../src/counselling/domain/read-counselling.js';
import { RecordCounselling } from '../../src/counselling/domain/record-counselling.js';
import { RevokeCounsellingAccess } from '../../src/counselling/domain/revoke-access.js';
import { fold } from '../../src/kernel/decider.js';
import type { DomainEvent } from '../../src/kernel/event.js';
import type { Principal } from '../../src/kernel/roles.js';
import { foldView, recorded } from '../support/fold-view.js';
import { given, type World } from '../support/given.js';
import { seen, SUPERVISEE_ID } from '../supervisees/people.js';

const counsellor = { actor: 'w-1', role: 'social-worker', unit: 'office-1' } as const;
const colleague = { ...counsellor, actor: 'w-2' } as const;
const head = { actor: 'o-1', role: 'office-head', unit: 'office-1' } as const;
const deputy = { actor: 'o-2', role: 'deputy-director', unit: 'county-1' } as const;
const by = (principal: Partial<Principal>, supervisee = seen()): World => ({
  at: '2026-03-20 09:00',
  commandId: 'p-1',
  by: principal,
  references: { supervisee },
});
const ended = seen({ dischargedOn: '2026-03-19' }, 'discharged');
const one = { counsellingId: 'p-1' };
const recording = (changed: Partial<RecordCounselling> = {}, world = by(counsellor), events: DomainEvent[] = []) =>
  given(counselling, events).when(
    RecordCounselling,
    { superviseeId: SUPERVISEE_ID, day: '2026-03-12', minutes: 50, content: '说过的话', ...changed },
    world,
  );
const held = () => recording().events();
const granting = (grantee: string, who: Partial<Principal> = counsellor, events = held(), of = seen()) =>
  given(counselling, events).when(GrantCounsellingAccess, { ...one, grantee, reason: '会商' }, by(who, of));
const revoking = (grantee: string, who: Partial<Principal> = counsellor, events = held(), of = seen()) =>
  given(counselling, events).when(RevokeCounsellingAccess, { ...one, grantee, reason: '会商结束' }, by(who, of));
const reading = (who: Partial<Principal>, events = held(), of = seen()) =>
  given(counselling, events).when(ReadCounselling, { ...one, reason: '准备下一次辅导' }, by(who, of));
const granted = (...grantees: string[]) =>
  grantees.reduce((events, grantee) => [...events, ...granting(grantee, counsellor, events).events()], held());

describe('a counselling session', () => {
  it('[PSY-1] is recorded by the counsellor whose record it is', () => {
    recording().then({
      type: 'CounsellingHeld',
      data: {
        ...one,
        superviseeId: SUPERVISEE_ID,
        officeId: 'office-1',
        counsellorId: 'w-1',
        day: '2026-03-12',
        minutes: 50,
      },
    });
    recording({}, by(counsellor), held()).thenRejected('COUNSELLING_ALREADY_RECORDED');
  });
  it('[PSY-1] is from the registration to today, of somebody under supervision', () => {
    recording({ day: '2026-03-09' }).then({ type: 'CounsellingHeld' });
    recording({ day: '2026-03-08' }).thenRejected('DAY_BEFORE_REGISTRATION');
    recording({ day: '2026-03-20' }).then({ type: 'CounsellingHeld' });
    recording({ day: '2026-03-21' }).thenRejected('DAY_IN_FUTURE');
    recording({}, by(counsellor, seen({ reportedOn: null }, 'expected'))).thenRejected('NOT_UNDER_SUPERVISION');
    recording({}, by(counsellor, ended)).thenRejected('NOT_UNDER_SUPERVISION');
  });
  it('[PSY-1] what was said is sealed, and reserved: the key of the person alone is not enough', () => {
    expect(counsellingEvents.CounsellingHeld).toMatchObject({
      subject: 'superviseeId',
      personal: ['content'],
      reserved: ['content'],
    });
  });
});

describe('access to what was said', () => {
  it('[PSY-1] is granted by the counsellor or the office head, to others', () => {
    granting('w-2').then({ type: 'CounsellingAccessGranted', data: { ...one, grantee: 'w-2', reason: '会商' } });
    granting('w-2', head).then({ type: 'CounsellingAccessGranted', data: { grantee: 'w-2' } });
    granting('o-1').then({ type: 'CounsellingAccessGranted', data: { grantee: 'o-1' } });
    granting('w-3', colleague).thenRejected('COUNSELLING_NOT_YOURS_TO_GRANT');
  });
  it('[PSY-1] is not what anybody decides for themselves, nor somebody who acts for them', () => {
    granting('o-1', head).thenRejected('COUNSELLING_OWN_GRANT');
    granting('o-1', { ...head, actor: 'o-3', onBehalfOf: 'o-1' }).thenRejected('COUNSELLING_OWN_GRANT');
    granting('o-3', { ...head, actor: 'o-3', onBehalfOf: 'o-1' }).thenRejected('COUNSELLING_OWN_GRANT');
  });
  it('[PSY-1] is granted once, never to the counsellor, who has it', () => {
    granting('w-2', counsellor, granted('w-2')).thenRejected('COUNSELLING_ALREADY_GRANTED');
    granting('w-1', head).thenRejected('COUNSELLING_ALREADY_GRANTED');
  });
  it('[PSY-1] is revoked again, by the counsellor or the office head', () => {
    revoking('w-2', counsellor, granted('w-2')).then({ type: 'CounsellingAccessRevoked', data: { grantee: 'w-2' } });
    revoking('w-2', head, granted('w-2')).then({ type: 'CounsellingAccessRevoked' });
    revoking('w-2', colleague, granted('w-2')).thenRejected('COUNSELLING_NOT_YOURS_TO_GRANT');
    revoking('w-2').thenRejected('COUNSELLING_NOT_GRANTED');
  });
  it('[PSY-1] nobody new is let in after the end; who reads goes on, and can be stopped', () => {
    granting('w-2', counsellor, held(), ended).thenRejected('NOT_UNDER_SUPERVISION');
    reading(counsellor, held(), ended).then({ type: 'CounsellingRead' });
    revoking('w-2', counsellor, granted('w-2'), ended).then({ type: 'CounsellingAccessRevoked' });
  });
});

describe('reading what was said', () => {
  it('[PSY-1] [SEC-4] is for the counsellor and those granted access, and goes on record with the reason', () => {
    reading(counsellor).then({
      type: 'CounsellingRead',
      data: { ...one, superviseeId: SUPERVISEE_ID, reader: 'w-1', reason: '准备下一次辅导' },
    });
    reading(colleague, granted('w-2')).then({ type: 'CounsellingRead', data: { reader: 'w-2' } });
    reading(deputy, granted('o-2')).then({ type: 'CounsellingRead', data: { reader: 'o-2' } });
  });
  it('[PSY-1] is refused to the rest of the office, and to who was let in no longer', () => {
    reading(colleague).thenRejected('COUNSELLING_SEALED');
    reading(head).thenRejected('COUNSELLING_SEALED');
    const revoked = [...granted('w-2'), ...revoking('w-2', counsellor, granted('w-2')).events()];
    reading(colleague, revoked).thenRejected('COUNSELLING_SEALED');
    reading({ ...counsellor, actor: 'w-2', onBehalfOf: 'w-1' }).thenRejected('COUNSELLING_SEALED');
  });
  it('[PSY-1] nobody outside of the office learns that there was a session, unless they were let in', () => {
    reading(deputy).thenRejected('NOT_FOUND');
    granting('w-2', deputy).thenRejected('NOT_FOUND');
    revoking('w-2', deputy, granted('w-2')).thenRejected('NOT_FOUND');
    reading(counsellor, []).thenRejected('NOT_FOUND');
  });
  it('[PSY-1] whatever was granted and revoked, the readers are the counsellor and those last let in', () => {
    const people = ['w-2', 'w-3', 'o-1'];
    const orders = fc.array(fc.tuple(fc.constantFrom('grant', 'revoke'), fc.constantFrom(...people)), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(orders, (ordered) => {
        const facts = ordered.reduce<DomainEvent[]>((events, [kind, who]) => {
          try {
            return [...events, ...(kind === 'grant' ? granting : revoking)(who, counsellor, events).events()];
          } catch {
            return events;
          }
        }, held());
        const last = (who: string) => ordered.filter(([, one]) => one === who).at(-1)?.[0];
        for (const who of people) {
          const asking = reading({ ...counsellor, actor: who }, facts);
          if (last(who) === 'grant') asking.then({ type: 'CounsellingRead' });
          else asking.thenRejected('COUNSELLING_SEALED');
        }
        const state = fold(counselling, counselling.initial, facts as never[]);
        expect(state).toMatchObject({
          grantees: expect.arrayContaining(people.filter((who) => last(who) === 'grant')),
        });
      }),
    );
  });
});

describe('the list of sessions', () => {
  it('[PSY-1] shows that they were held, who may read and who did, and never what was said', () => {
    const read = granted('w-2');
    const facts = [...read, ...reading(colleague, read).events(), ...revoking('w-2', head, read).events()];
    const row = foldView<CounsellingSession>(
      counsellingSessions,
      facts.map((event, position) => recorded(event, { position, actor: 'w-9' })),
    ).get('p-1');
    expect(row).toMatchObject({
      ...{ superviseeId: SUPERVISEE_ID, counsellorId: 'w-1', month: '2026-03', minutes: 50, grantees: [] },
      decisions: [
        { kind: 'granted', grantee: 'w-2' },
        { kind: 'revoked', grantee: 'w-2', reason: '会商结束' },
      ],
      readings: [{ by: 'w-9', reason: '准备下一次辅导' }],
    });
    expect(JSON.stringify(row)).not.toContain('说过的话');
  });
});
