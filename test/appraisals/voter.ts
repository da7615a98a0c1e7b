import { randomBytes } from 'node:crypto';
import { elementOf, ORDER, power } from '../../src/appraisals/evaluation/blind-credentials.js';

const hex = (value: bigint): string => value.toString(16).padStart(512, '0');

/** The inverse modulo a prime. */
const inverse = (value: bigint, modulus: bigint): bigint => {
  let [rest, next] = [modulus, value % modulus];
  let [factor, following] = [0n, 1n];
  while (next !== 0n) {
    const quotient = rest / next;
    [rest, next] = [next, rest - quotient * next];
    [factor, following] = [following, factor - quotient * following];
  }
  return ((factor % modulus) + modulus) % modulus;
};

/** What the front-end of a voter does: makes up a secret, blinds its element, and takes the blinding off what was signed. */
export class VotersFrontEnd {
  private readonly factor = (BigInt(`0x${randomBytes(256).toString('hex')}`) % (ORDER - 2n)) + 2n;

  constructor(readonly secret = randomBytes(32).toString('hex')) {}

  get blinded(): string {
    return hex(power(elementOf(this.secret), this.factor));
  }

  credentialFrom(signed: string): string {
    return hex(power(BigInt(`0x${signed}`), inverse(this.factor, ORDER)));
  }
}
