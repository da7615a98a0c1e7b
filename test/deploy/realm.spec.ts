import { describe, expect, it } from '@jest/globals';
import { ROLES } from '../../src/kernel/roles.js';
import { principalIn } from '../../src/platform/auth/token-claims.js';
import { composeFile, textOf } from './compose-files.js';

interface Mapper {
  readonly name: string;
  readonly protocolMapper: string;
  readonly config: Readonly<Record<string, string>>;
}
interface Client {
  readonly clientId: string;
  readonly publicClient: boolean;
  readonly secret?: string;
  readonly redirectUris: readonly string[];
  readonly directAccessGrantsEnabled: boolean;
  readonly implicitFlowEnabled: boolean;
  readonly attributes: Readonly<Record<string, string>>;
  readonly protocolMappers: readonly Mapper[];
}
interface Attribute {
  readonly name: string;
  readonly permissions: { readonly edit: readonly string[] };
  readonly required?: unknown;
  readonly validations: {
    readonly options?: { readonly options: readonly string[] };
    readonly pattern?: { readonly pattern: string };
  };
}
interface Realm {
  readonly realm: string;
  readonly registrationAllowed: boolean;
  readonly users?: readonly unknown[];
  readonly clients: readonly [Client];
  readonly components: Readonly<Record<string, readonly [{ config: Readonly<Record<string, readonly [string]>> }]>>;
}

const realm = JSON.parse(textOf('deploy/keycloak/realm.json')) as Realm;
const [client] = realm.clients;
const provider = realm.components['org.keycloak.userprofile.UserProfileProvider']?.[0];
const profile = JSON.parse(provider?.config['kc.user.profile.config']?.[0] ?? '{}') as {
  attributes: Attribute[];
  unmanagedAttributePolicy?: string;
};
const attribute = (name: string): Attribute | undefined => profile.attributes.find((one) => one.name === name);
const api = composeFile('docker-compose.yml').services['api']?.environment ?? {};

describe('the imported realm', () => {
  it('knows exactly the roles of the product', () => {
    expect(attribute('role')?.validations.options?.options).toEqual([...ROLES]);
  });
  it('lets nobody give themselves a role, a unit or a person', () => {
    for (const name of ['role', 'unit', 'person', 'username']) {
      expect([name, attribute(name)?.permissions.edit]).toEqual([name, ['admin']]);
      if (name !== 'username') expect(attribute(name)?.required).toEqual({ roles: ['admin', 'user'] });
    }
    expect(profile.unmanagedAttributePolicy).toBeUndefined();
    expect(realm.registrationAllowed).toBe(false);
  });
  it('puts role, unit and person into access tokens, from the attributes', () => {
    for (const claim of ['role', 'unit', 'person'])
      expect(client.protocolMappers.find(({ name }) => name === claim)).toMatchObject({
        protocolMapper: 'oidc-usermodel-attribute-mapper',
        config: { 'user.attribute': claim, 'claim.name': claim, 'access.token.claim': 'true', multivalued: 'false' },
      });
  });
  it('takes units and persons that the product takes, and no others', () => {
    const isTaken = (name: string, value: string): boolean =>
      new RegExp(attribute(name)?.validations.pattern?.pattern ?? '$^').test(value);
    const isKnown = (claims: object): boolean => {
      try {
        return Boolean(principalIn({ role: 'officer', unit: 'u', person: 'p', ...claims }));
      } catch {
        return false;
      }
    };
    for (const value of ['*', 'office-1', 'a.b_c', '', '-x', 'a b', 'x'.repeat(64), 'x'.repeat(65), '福州'])
      expect([value, isTaken('unit', value)]).toEqual([value, isKnown({ unit: value })]);
    for (const value of ['w-001', 'a@b', '', 'a b', 'x'.repeat(128), 'x'.repeat(129), '张三'])
      expect([value, isTaken('person', value)]).toEqual([value, isKnown({ person: value })]);
  });
  it('names the audience and the issuer that the API asks for', () => {
    const audience = client.protocolMappers.find(({ protocolMapper }) => protocolMapper === 'oidc-audience-mapper');
    expect(audience?.config['included.custom.audience']).toBe(api['OIDC_AUDIENCE']);
    expect(api['OIDC_ISSUER']).toMatch(new RegExp(`/realms/${realm.realm}$`));
    expect(api['OIDC_JWKS_URL']).toContain(`/realms/${realm.realm}/`);
  });
  it('has a public client with PKCE, no secret and no user', () => {
    expect(client).toMatchObject({ publicClient: true, directAccessGrantsEnabled: false, implicitFlowEnabled: false });
    expect(client.attributes['pkce.code.challenge.method']).toBe('S256');
    expect(client.secret).toBeUndefined();
    expect(realm.users).toBeUndefined();
    expect(textOf('deploy/keycloak/realm.json')).not.toMatch(/"(secret|credentials|privateKey)"/);
  });
  it('takes what differs between installations from variables that compose hands over', () => {
    const used = [...textOf('deploy/keycloak/realm.json').matchAll(/\$\{(\w+)\}/g)].map((match) => match[1] ?? '');
    const given = composeFile('docker-compose.yml').services['keycloak']?.environment ?? {};
    expect(new Set(used)).toEqual(new Set(['WEB_ORIGIN']));
    for (const name of used) expect(given).toHaveProperty(name);
    for (const uri of client.redirectUris) expect(uri).toBe('${WEB_ORIGIN}/*');
  });
});
