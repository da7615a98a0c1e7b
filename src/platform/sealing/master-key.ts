import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
  sign,
} from 'node:crypto';
/** The key of the installation: wraps the persons' keys, keys the digests of commands, signs exports. Never stored with the data. */
export class MasterKey {
  private readonly wrapping: KeyObject;
  private readonly digesting: KeyObject;
  private readonly signing: KeyObject;

  /** @param secret 32 random bytes */
  constructor(secret: Uint8Array) {
    if (secret.length !== 32) throw new Error('The master key must be 32 bytes');
    this.wrapping = derived(secret, 'wrap');
    this.digesting = derived(secret, 'digest');
    this.signing = signingKey(secret);
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

  /** Ed25519 signature of the installation, base64. */
  sign(text: string): string {
    return sign(null, Buffer.from(text), this.signing).toString('base64');
  }

  /** The key that checks `sign`: SPKI, PEM. */
  get publicKey(): string {
    return createPublicKey(this.signing).export({ type: 'spki', format: 'pem' }).toString();
  }
}

const derived = (secret: Uint8Array, use: string): KeyObject =>
  createSecretKey(Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), `community-corrections/${use}`, 32)));

// PKCS #8 frame of an Ed25519 private key, before the 32 bytes of its seed (RFC 8410).
const ED25519_FRAME = Buffer.from('302e020100300506032b657004220420', 'hex');

const signingKey = (secret: Uint8Array): KeyObject => {
  const seed = Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), 'community-corrections/sign', 32));
  return createPrivateKey({ key: Buffer.concat([ED25519_FRAME, seed]), format: 'der', type: 'pkcs8' });
};
