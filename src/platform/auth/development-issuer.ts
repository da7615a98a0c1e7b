import { existsSync, linkSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, importJWK, type JWK, type JWTVerifyGetKey, SignJWT } from 'jose';
import type { Role } from '../../kernel/roles.js';

export const DEVELOPMENT_ISSUER = 'urn:community-corrections:development-issuer';

/** Whose token it is and how long it holds. */
export interface TokenRequest {
  readonly person: string;
  readonly role: Role;
  readonly unit: string;
  readonly hours: number;
}

const hasCode = (error: unknown, code: string): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === code;

/** The key is made once and linked into place whole: processes that start together agree on one. */
const keptKey = async (dataDir: string): Promise<JWK> => {
  const file = join(dataDir, 'development-issuer.jwk.json');
  if (!existsSync(file)) await makeKey(dataDir, file);
  return JSON.parse(readFileSync(file, 'utf8')) as JWK;
};

const makeKey = async (dataDir: string, file: string): Promise<void> => {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const jwk = { ...(await exportJWK(privateKey)), alg: 'ES256', kid: 'development' };
  mkdirSync(dataDir, { recursive: true });
  const folder = mkdtempSync(join(dataDir, 'issuer-'));
  const fresh = join(folder, 'key');
  writeFileSync(fresh, JSON.stringify(jwk), { mode: 0o600 });
  try {
    linkSync(fresh, file);
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
  } finally {
    rmSync(folder, { recursive: true });
  }
};

/** Issues tokens for an installation that has no issuer yet, with a key of its own in the data folder, readable by its owner alone. */
export class DevelopmentIssuer {
  private publicKey: ReturnType<typeof importJWK> | undefined;

  private constructor(
    private readonly jwk: JWK,
    private readonly audience: string,
  ) {}

  /** Opens the issuer of a data folder, with a new key the first time. */
  static async open(dataDir: string, audience: string): Promise<DevelopmentIssuer> {
    return new DevelopmentIssuer(await keptKey(dataDir), audience);
  }

  /** A signed access token. */
  async token({ person, role, unit, hours }: TokenRequest): Promise<string> {
    return new SignJWT({ role, unit })
      .setProtectedHeader({ alg: 'ES256', kid: 'development', typ: 'at+jwt' })
      .setIssuer(DEVELOPMENT_ISSUER)
      .setAudience(this.audience)
      .setSubject(person)
      .setIssuedAt()
      .setExpirationTime(`${Math.round(hours * 3_600)} seconds`)
      .sign(await importJWK(this.jwk, 'ES256'));
  }

  /** The public half, as the verifier asks for it. */
  readonly key: JWTVerifyGetKey = async () => {
    const { kty, crv, x, y } = this.jwk;
    this.publicKey ??= importJWK({ kty, crv, x, y }, 'ES256');
    return this.publicKey;
  };
}
