/** What the projections process is told by its environment. */
export interface ProjectionSettings {
  readonly eventStoreUrl: string;
  readonly mongoUrl: string;
  /** Of the installation's streams and database; '' for none. */
  readonly namespace: string;
  /** Of `/livez`, `/readyz` and `/metrics`; 0 for a free one. */
  readonly port: number;
  readonly host: string;
  readonly logLevel: string;
}

const needed = (env: NodeJS.ProcessEnv, name: string): string => {
  const value = env[name];
  if (value === undefined || value === '') throw new Error(`${name} is not set`);
  return value;
};

/** @throws Error that names the setting which is missing or wrong */
export const projectionSettings = (env: NodeJS.ProcessEnv): ProjectionSettings => {
  const port = Number(env['PROJECTIONS_PORT'] ?? '0');
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error('PROJECTIONS_PORT must be 0 to 65535');
  return {
    eventStoreUrl: needed(env, 'EVENTSTORE_URL'),
    mongoUrl: needed(env, 'MONGODB_URL'),
    namespace: env['NAMESPACE'] ?? '',
    port,
    host: env['PROJECTIONS_HOST'] ?? '127.0.0.1',
    logLevel: env['LOG_LEVEL'] ?? 'info',
  };
};
