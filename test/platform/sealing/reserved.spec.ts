import { createSecretKey, randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { Collection } from 'mongodb';
import { MasterKey } from '../../../src/platform/sealing/master-key.js';
import { ERASED, isReserved, isSealed, MASKED, seal, subjectOf, unseal } from '../../../src/platform/sealing/seal.js';
import { type KeyDocument, SubjectKeys } from '../../../src/platform/sealing/subject-keys.js';
import { Binary } from 'mongodb';

const PERSON = 'superviseeId:s-1';
const master = new MasterKey(randomBytes(32));
const { key, wrapped } = master.newKey(PERSON);
const kept = [{ _id: PERSON, wrapped: new Binary(wrapped), createdAt: new Date(0), destroyedAt: null }];
const keys = new SubjectKeys(
  () =>
    ({
      find: ({ _id: { $in } }: { _id: { $in: string[] } }) => kept.filter(({ _id }) => $in.includes(_id)),
    }) as unknown as Collection<KeyDocument>,
  master,
);
const ordinary = seal(key, PERSON, 'place', '甘蔗街道');
const reserved = seal(key, PERSON, 'content', '说过的话', true);

describe('what is reserved to its own module', () => {
  it('[PSY-1] is sealed with the key of the person, as all that is said of them', () => {
    expect([isSealed(reserved), isReserved(reserved), isReserved(ordinary)]).toEqual([true, true, false]);
    expect([subjectOf(reserved), unseal(key, reserved)]).toEqual([PERSON, '说过的话']);
  });
  it('[PSY-1] is masked in every ordinary answer, whoever reads it, while the rest is opened', async () => {
    const answer = { items: [{ place: ordinary, content: reserved }] };
    expect(await keys.open(answer, true)).toEqual({ items: [{ place: '甘蔗街道', content: MASKED }] });
    expect(await keys.open(answer, false)).toEqual({ items: [{ place: MASKED, content: MASKED }] });
    expect(await keys.open({ content: reserved }, true)).toEqual({ content: MASKED });
  });
  it('[PSY-1] is opened for its module alone', async () => {
    expect(await keys.openReserved({ place: ordinary, content: reserved })).toEqual({
      place: '甘蔗街道',
      content: '说过的话',
    });
  });
  it('[PSY-1] [SEC-3] is erased with the person', async () => {
    const gone = seal(createSecretKey(randomBytes(32)), 'superviseeId:s-2', 'content', '说过的话', true);
    expect(await keys.openReserved({ content: gone })).toEqual({ content: ERASED });
  });
  it('[PSY-1] cannot be passed off as an ordinary value', () => {
    expect(() => unseal(key, reserved.replace('sealed:r1:', 'sealed:1:'))).toThrow();
    expect(() => unseal(key, ordinary.replace('sealed:1:', 'sealed:r1:'))).toThrow();
  });
});
