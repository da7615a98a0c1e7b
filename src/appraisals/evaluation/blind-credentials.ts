import { createDiffieHellman, createHash, getDiffieHellman, timingSafeEqual } from 'node:crypto';

/** The 2048-bit safe prime of RFC 3526, group 14; the squares modulo it are a group of prime order. */
const PRIME = getDiffieHellman('modp14').getPrime();
const P = BigInt(`0x${PRIME.toString('hex')}`);
const BYTES = PRIME.length;

const toHex = (value: bigint): string => value.toString(16).padStart(BYTES * 2, '0');

/** `base` to the power of `exponent` modulo the prime. */
export const power = (base: bigint, exponent: bigint): bigint => {
  let [result, square] = [1n, base % P];
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % P;
    square = (square * square) % P;
  }
  return result;
};

/** Order of the group of squares. */
export const ORDER = (P - 1n) / 2n;

/**
 * The element that stands for a secret of 32 bytes in hexadecimal: SHA-256 over the bytes and a counter byte 0 … 8, the digests put
 * together as one number, squared modulo the prime.
 */
export const elementOf = (secret: string): bigint => {
  const bytes = Buffer.from(secret, 'hex');
  const digests = Array.from({ length: 9 }, (_, counter) =>
    createHash('sha256').update(bytes).update(Buffer.of(counter)).digest('hex'),
  );
  return power(BigInt(`0x${digests.join('')}`), 2n);
};

/** Name of the ballot that a secret is used for: SHA-256 of its bytes, hexadecimal. */
export const ballotIdOf = (secret: string): string =>
  createHash('sha256').update(Buffer.from(secret, 'hex')).digest('hex');

/**
 * Credentials that nobody can trace to whom they were given, not even with the service's keys. A voter makes up a secret, takes its
 * element to a random power (blinds it) and has the result taken to the power of the evaluation's key; with the blinding taken off
 * again (the power of its inverse modulo the order), what is left is the secret's element to the power of the key. The service sees
 * the blinded value of a voter, and later secret and credential of nobody: any of them fits any other equally well.
 *
 * What is left to an observer: who watches the network sees where a ballot comes from; who sees a person act elsewhere at the moment
 * of a ballot may guess. A service that was tampered with could use another key for each voter. A voter who keeps the secret can
 * prove what they voted.
 */
export class BlindCredentials {
  private readonly key: Buffer;

  /** @param key of one evaluation, 32 bytes in hexadecimal: derived from the master key and never stored */
  constructor(key: string) {
    this.key = Buffer.from(key, 'hex');
    if (this.key.length !== 32) throw new Error('The key of an evaluation must be 32 bytes');
  }

  /** Whether a blinded value is one that can be signed: neither out of range nor of the few that would betray the key. */
  static isBlinded(blinded: string): boolean {
    const value = BigInt(`0x${blinded}`);
    return value > 1n && value < P - 1n && power(value, ORDER) === 1n;
  }

  /** The blinded value to the power of the key. @param blinded 512 hexadecimal digits; @returns the same */
  sign(blinded: string): string {
    return this.raised(Buffer.from(blinded, 'hex')).toString('hex');
  }

  /** Whether the credential is the secret's. */
  fits(secret: string, credential: string): boolean {
    const expected = this.raised(Buffer.from(toHex(elementOf(secret)), 'hex'));
    return timingSafeEqual(expected, Buffer.from(credential, 'hex'));
  }

  private raised(element: Buffer): Buffer {
    const group = createDiffieHellman(PRIME, 2);
    group.setPrivateKey(this.key);
    return group.computeSecret(element);
  }
}
