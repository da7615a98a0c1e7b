import { errors, type JWTVerifyGetKey, jwtVerify } from 'jose';
import type { Principal } from '../../kernel/roles.js';
import type { Settings } from '../config/settings.js';
import { Problem } from '../http/problem.js';
import type { AppLogger } from '../logging/app-logger.js';
import { DEVELOPMENT_ISSUER, DevelopmentIssuer } from './development-issuer.js';
import { issuerKeys } from './issuer-keys.js';
import { KnownTokens } from './known-tokens.js';
import { principalIn } from './token-claims.js';

/** Signatures by a public key only: with a shared secret, whoever can verify could also issue. */
const ALGORITHMS = ['RS256', 'PS256', 'ES256', 'EdDSA'];
const CLOCK_TOLERANCE_S = 5;

const REALM = 'Bearer realm="community-corrections"';
const refused = (why?: string): Problem =>
  new Problem('UNAUTHENTICATED', {
    headers: {
      'www-authenticate': why === undefined ? REALM : `${REALM}, error="invalid_token", error_description="${why}"`,
    },
    ...(why === undefined ? {} : { detail: why }),
  });

const reasonOf = (error: errors.JOSEError): string => {
  if (error instanceof errors.JWTExpired) return 'the token has expired';
  if (error instanceof errors.JWTClaimValidationFailed) return `the claim ${error.claim} is not accepted`;
  if (error instanceof errors.JWKSNoMatchingKey) return 'the issuer has no such key';
  return 'the token is not valid';
};

/** Checks access tokens (SEC-1): signature by a key of the issuer, issuer, audience, expiry. Always by the system's time. */
export class TokenVerifier {
  private readonly known = new KnownTokens();

  constructor(
    private readonly issuer: string,
    private readonly audience: string,
    private readonly keys: JWTVerifyGetKey,
  ) {}

  /** The verifier that the settings ask for: of the configured issuer, else of the development issuer. */
  static async of(settings: Settings, logger: AppLogger): Promise<TokenVerifier> {
    const { oidcIssuer, oidcAudience, oidcJwksUrl, dataDir } = settings;
    if (oidcIssuer !== undefined) {
      const failed = (error: unknown): void => logger.warn(error, 'TokenVerifier');
      return new TokenVerifier(oidcIssuer, oidcAudience, issuerKeys(oidcIssuer, oidcJwksUrl, failed));
    }
    logger.warn('OIDC_ISSUER is not set: tokens of the development issuer are accepted', 'TokenVerifier');
    const development = await DevelopmentIssuer.open(dataDir, oidcAudience);
    return new TokenVerifier(DEVELOPMENT_ISSUER, oidcAudience, development.key);
  }

  /**
   * The caller that an `Authorization` header speaks of.
   * @throws Problem UNAUTHENTICATED, NO_ROLE, or ISSUER_UNAVAILABLE when the keys cannot be had
   */
  async verify(authorization: string | undefined): Promise<Principal> {
    if (authorization === undefined) throw refused();
    const token = /^Bearer +([A-Za-z0-9._~+/=-]+)$/i.exec(authorization)?.[1];
    if (token === undefined) throw refused('the header is not a bearer token');
    const known = this.known.get(token);
    if (known) return known;
    try {
      const { payload } = await jwtVerify(token, this.keys, {
        issuer: this.issuer,
        audience: this.audience,
        algorithms: ALGORITHMS,
        requiredClaims: ['exp'],
        clockTolerance: CLOCK_TOLERANCE_S,
      });
      const principal = principalIn(payload);
      this.known.keep(token, principal, payload.exp ?? 0);
      return principal;
    } catch (error) {
      if (error instanceof errors.JOSEError) throw refused(reasonOf(error));
      throw error;
    }
  }
}
