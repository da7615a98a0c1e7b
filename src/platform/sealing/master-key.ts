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
  private readonly concealing: KeyObject;
  private readonly signing: KeyObject;

  /** @param secret 32 random bytes */
  constructor(secret: Uint8Array) {
    if (secret.length !== 32) throw new Error('The master key must be 32 bytes');
    this.wrapping = derived(secret, 'wrap');
    this.digesting = derived(secret, 'digest');
    this.concealing = derived(secret, 'conceal');
    this.signing = signingKey(secret);
  }

  /** A new person's key and the form of it that may be stored. */
  newKey(person: string): { key: KeyObject; wrapped: Buffer } {
    const plain = randomBytes(32);
    return { key: createSecretKey(plain), wrapped: enciphered(this.wrapping, plain, person) };
  }

  /** The key of its stored form; throws under another master key. */
  unwrap(person: string, wrapped: Uint8Array): KeyObject {
    return createSecretKey(deciphered(this.wrapping, Buffer.from(wrapped), person));
  }

  /** Keyed digest, so that a stored one tells nothing about what was digested. 128 bits in hex. */
  digest(text: string): string {
    return createHmac('sha256', this.digesting).update(text).digest('hex').slice(0, 32);
  }

  /** The text as nobody but the installation reads it: for what a caller is to hand back. base64url. */
  conceal(text: string): string {
    return enciphered(this.concealing, Buffer.from(text)).toString('base64url');
  }

  /** What was concealed; undefined when the text is nothing that was. */
  reveal(concealed: string): string | undefined {
    try {
      return deciphered(this.concealing, Buffer.from(concealed, 'base64url')).toString('utf8');
    } catch {
      return undefined;
    }
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

/** Nonce, tag and ciphertext of AES-256-GCM, bound to a text. */
const enciphered = (key: KeyObject, plain: Uint8Array, boundTo = ''): Buffer => {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.from(boundTo));
  const text = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), text]);
};

const deciphered = (key: KeyObject, bytes: Buffer, boundTo = ''): Buffer => {
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12), { authTagLength: 16 });
  decipher.setAAD(Buffer.from(boundTo));
  decipher.setAuthTag(bytes.subarray(12, 28));
  return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]);
};

const derived = (secret: Uint8Array, use: string): KeyObject =>
  createSecretKey(Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), `community-corrections/${use}`, 32)));

// PKCS #8 frame of an Ed25519 private key, before the 32 bytes of its seed (RFC 8410).
const ED25519_FRAME = Buffer.from('302e020100300506032b657004220420', 'hex');

const signingKey = (secret: Uint8Array): KeyObject => {
  const seed = Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), 'community-corrections/sign', 32));
  return createPrivateKey({ key: Buffer.concat([ED25519_FRAME, seed]), format: 'der', type: 'pkcs8' });
};
