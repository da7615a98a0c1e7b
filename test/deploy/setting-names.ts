import { documentSettings } from '../../src/platform/config/settings.js';

/** Names of the environment variables that the product reads. */
export const settingNames = (): readonly string[] => documentSettings().map(({ name }) => name);
