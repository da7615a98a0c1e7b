import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto';

/** The key of the installation: wraps the persons' keys, and keys the digests of commands. Never stored with the data. */
export class MasterKey {
  private readonly wrapping: KeyObject;
  private readonly digesting: KeyObject;

  /** @param secret 32 random bytes */
  constructor(secret: Uint8Array) {
    if (secret.length !== 32) throw new Error('The master key must be 32 bytes');
    this.wrapping = derived(secret, 'wrap');
    this.digesting = derived(secret, 'digest');
  }

  /** A new person's key and the form of it that may be stored. */
  newKey(person: string): { key: KeyObject; wrapped: Buffer } {
    const plain = randomBytes(32);
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.wrapping, nonce);
    cipher.setAAD(Buffer.from(person));
    const text = Buffer.concat([cipher.update(plain), cipher.final()]);
    return { key: createSecretKey(plain), wrapped: Buffer.concat([nonce, cipher.getAuthTag(), text]) };
  }

  /** The key of its stored form; throws under another master key. */
  unwrap(person: string, wrapped: Uint8Array): KeyObject {
    const bytes = Buffer.from(wrapped);
    const decipher = createDecipheriv('aes-256-gcm', this.wrapping, bytes.subarray(0, 12));
    decipher.setAAD(Buffer.from(person));
    decipher.setAuthTag(bytes.subarray(12, 28));
    return createSecretKey(Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]));
  }

  /** Keyed digest, so that a stored one tells nothing about what was digested. 128 bits in hex. */
  digest(text: string): string {
    return createHmac('sha256', this.digesting).update(text).digest('hex').slice(0, 32);
  }
}

const derived = (secret: Uint8Array, use: string): KeyObject =>
  createSecretKey(Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), `community-corrections/${use}`, 32)));
