import type { Role } from '../../kernel/roles.js';
import { type Settings, SettingsError } from '../config/settings.js';
import { DevelopmentIssuer } from './development-issuer.js';

/**
 * A token for an hour and the whole installation, for whoever has its key files: commands on the same machine.
 * @throws SettingsError when tokens come from another issuer
 */
export const developmentToken = async (
  { oidcIssuer, oidcAudience, dataDir }: Settings,
  role: Role,
  person: string,
): Promise<string> => {
  if (oidcIssuer !== undefined)
    throw new SettingsError([`OIDC_ISSUER: tokens come from ${oidcIssuer}; give one of role ${role} with --token`]);
  const issuer = await DevelopmentIssuer.open(dataDir, oidcAudience);
  return issuer.token({ person, role, unit: '*', hours: 1 });
};
