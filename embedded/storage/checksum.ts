import { crc32 } from 'node:zlib';

/** CRC-32 of stored bytes; `seed` ties them to their place, so that bytes of another place do not pass for these. */
export const checksum = (bytes: Uint8Array | string, seed = 0): number => crc32(bytes, seed);

const FACTORS = [0x9e3779b1, 0x85ebca6b, 0xc2b2ae35, 0x27d4eb2f];

/** A seed out of up to four safe integers: one bit more or less in any of them makes another seed. */
export const seedOf = (...numbers: readonly number[]): number => {
  let seed = 0;
  for (let i = 0; i < numbers.length; i += 1) {
    const value = numbers[i] as number;
    // The factors are odd: multiplying by them loses nothing of the 32 bits.
    seed ^= Math.imul(value, FACTORS[i] as number) ^ Math.trunc(value / 2 ** 32);
  }
  return seed >>> 0;
};
