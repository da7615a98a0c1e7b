import { createRemoteJWKSet, errors, type JWTVerifyGetKey } from 'jose';
import { Problem } from '../http/problem.js';

const ANSWER_MS = 5_000;

/** The issuer did not answer, or not as an issuer does. The caller's token may well be good: 503, not 401. */
const away = (): Problem => new Problem('ISSUER_UNAVAILABLE', { headers: { 'retry-after': '5' } });

const discover = async (issuer: string): Promise<URL> => {
  const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const answer = await fetch(address, { signal: AbortSignal.timeout(ANSWER_MS) });
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
  const document = (await answer.json()) as { issuer?: unknown; jwks_uri?: unknown };
  // OpenID Connect Discovery 1.0, section 4.3: the document must name the issuer that was asked.
  if (document.issuer !== issuer || typeof document.jwks_uri !== 'string')
    throw new Error(`${address} is not the discovery document of ${issuer}`);
  return new URL(document.jwks_uri);
};

/**
 * The signing keys of an issuer, fetched when first needed and again when a token names a new one.
 * @param jwksUrl where the keys are; found through the issuer's discovery document when not given
 * @param failed told why the issuer could not be asked
 */
export const issuerKeys = (
  issuer: string,
  jwksUrl: string | undefined,
  failed: (error: unknown) => void,
): JWTVerifyGetKey => {
  let keys: Promise<JWTVerifyGetKey> | undefined;
  const found = (): Promise<JWTVerifyGetKey> => {
    keys ??= (async () => {
      try {
        return createRemoteJWKSet(jwksUrl === undefined ? await discover(issuer) : new URL(jwksUrl), {
          timeoutDuration: ANSWER_MS,
        });
      } catch (error) {
        keys = undefined;
        throw error;
      }
    })();
    return keys;
  };
  return async (header, token) => {
    try {
      return await (
        await found()
      )(header, token);
    } catch (error) {
      if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys) throw error;
      if (error instanceof errors.JOSENotSupported) throw error;
      failed(error);
      throw away();
    }
  };
};
