import { describe, expect, it } from '@jest/globals';
import {
  ballotIdOf,
  BlindCredentials,
  elementOf,
  ORDER,
  power,
} from '../../src/appraisals/evaluation/blind-credentials.js';
import { VotersFrontEnd } from './voter.js';

const [KEY, OTHER] = ['1f'.repeat(32), '2e'.repeat(32)];
const hex = (value: bigint): string => value.toString(16).padStart(512, '0');

describe('blind credentials', () => {
  const credentials = new BlindCredentials(KEY);
  const voter = new VotersFrontEnd();
  const credential = voter.credentialFrom(credentials.sign(voter.blinded));

  it('[APP-3] fit the secret that they were blinded from, and no other secret and no other evaluation', () => {
    expect(credentials.fits(voter.secret, credential)).toBe(true);
    expect(credentials.fits(new VotersFrontEnd().secret, credential)).toBe(false);
    expect(new BlindCredentials(OTHER).fits(voter.secret, credential)).toBe(false);
    expect(credentials.fits(voter.secret, credentials.sign(voter.blinded))).toBe(false);
  });
  it('[APP-3] cannot be traced: what one voter had signed, another may just as well have had signed for the same secret', () => {
    const same = new VotersFrontEnd(voter.secret);
    expect(same.blinded).not.toBe(voter.blinded);
    expect(same.credentialFrom(credentials.sign(same.blinded))).toBe(credential);
    for (const blinded of [voter.blinded, same.blinded]) expect(BlindCredentials.isBlinded(blinded)).toBe(true);
  });
  it('are given for elements of the group alone, so that nothing of the key is betrayed', () => {
    const prime = 2n * ORDER + 1n;
    for (const value of [0n, 1n, prime - 1n, prime, prime + 4n, prime - power(elementOf('00'.repeat(32)), 3n)])
      expect([value, BlindCredentials.isBlinded(hex(value))]).toEqual([value, false]);
    expect(BlindCredentials.isBlinded(hex(4n))).toBe(true);
  });
  it('have a key of 32 bytes', () => {
    expect(() => new BlindCredentials('1f')).toThrow('32 bytes');
  });
  it('name a ballot by the digest of its secret', () => {
    expect(ballotIdOf('00'.repeat(32))).toBe('66687aadf862bd776c8fc18b8e9f8e20089714856ee233b3902a591d0d5f2925');
  });
});
