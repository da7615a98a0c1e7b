import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from 'node:crypto';

const PREFIX = 'sealed:1:';
/** Of what only its own module opens. The cipher is bound to it: a token cannot be made an ordinary one. */
const RESERVED = 'sealed:r1:';

/** What a reader sees of a value whose key was destroyed. */
export const ERASED = 'ERASED';
/** What a reader sees who may not read personal data (SEC-3). */
export const MASKED = '***';

/** Whether a value is a sealed token. */
export const isSealed = (value: unknown): value is string =>
  typeof value === 'string' && (value.startsWith(PREFIX) || isReserved(value));

/** Whether a sealed token is one that no ordinary answer opens. */
export const isReserved = (token: string): boolean => token.startsWith(RESERVED);

/**
 * Name of a person's key: the field that events name the person by, and the id. Ids of workers are chosen by whoever appoints them:
 * one that is also a supervisee's must neither open nor destroy what is the supervisee's.
 */
export const keyName = (field: string, id: string): string => `${field}:${id}`;

/** Whether a key's name is that of the person with the id, by whatever field events name them. */
export const isKeyOf = (name: string, id: string): boolean => name.slice(name.indexOf(':') + 1) === id;

/** Name of the key that opens the token. */
export const subjectOf = (token: string): string => Buffer.from(token.split(':')[2] ?? '', 'base64url').toString();

/**
 * Seals a text with a person's key: AES-256-GCM with a random nonce, bound to the person and the field.
 * @param reserved whether only its own module is to open it
 * @returns `sealed:1:<person>:<field>:<nonce, tag and ciphertext>`, each part base64url; `sealed:r1:…` when reserved
 */
export const seal = (key: KeyObject, subject: string, field: string, plain: string, reserved = false): string => {
  const nonce = randomBytes(12);
  const head = `${reserved ? RESERVED : PREFIX}${Buffer.from(subject).toString('base64url')}:${Buffer.from(field).toString('base64url')}`;
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.from(head));
  const text = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
  return `${head}:${Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64url')}`;
};

/** Opens a token; throws when it was altered or the key is another person's. */
export const unseal = (key: KeyObject, token: string): string => {
  const cut = token.lastIndexOf(':');
  const body = Buffer.from(token.slice(cut + 1), 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', key, body.subarray(0, 12));
  decipher.setAAD(Buffer.from(token.slice(0, cut)));
  decipher.setAuthTag(body.subarray(12, 28));
  return Buffer.concat([decipher.update(body.subarray(28)), decipher.final()]).toString('utf8');
};
