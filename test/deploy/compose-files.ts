import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

export type Environment = Readonly<Record<string, string>>;
export interface Service {
  readonly image?: string;
  readonly build?: unknown;
  readonly command?: readonly string[];
  readonly entrypoint?: readonly string[];
  readonly restart?: string;
  readonly environment?: Environment;
  readonly networks?: readonly string[];
  readonly network_mode?: string;
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
}
export interface ComposeFile {
  readonly services: Readonly<Record<string, Service>>;
  readonly networks: Readonly<Record<string, { readonly internal?: boolean } | null>>;
  readonly volumes: Readonly<Record<string, unknown>>;
}

export const root = (path: string): string => new URL(`../../${path}`, import.meta.url).pathname;
export const textOf = (path: string): string => readFileSync(root(path), 'utf8');
export const composeFile = (path: string): ComposeFile => parse(textOf(path), { merge: true }) as ComposeFile;

/** One file over another, as `docker compose -f one -f other` takes them: maps key by key, lists of volumes by target. */
export const over = (base: ComposeFile, other: ComposeFile): ComposeFile => ({
  ...base,
  ...other,
  networks: { ...base.networks, ...other.networks },
  volumes: { ...base.volumes, ...other.volumes },
  services: Object.fromEntries(
    [...new Set([...Object.keys(base.services), ...Object.keys(other.services)])].map((name) => [
      name,
      serviceOver(base.services[name] ?? {}, other.services[name] ?? {}),
    ]),
  ),
});

const serviceOver = (base: Service, other: Service): Service => ({
  ...base,
  ...other,
  ...defined('environment', base.environment, other.environment),
  ...defined('depends_on', base.depends_on, other.depends_on),
  ...(base.volumes || other.volumes ? { volumes: [...(base.volumes ?? []), ...(other.volumes ?? [])] } : {}),
  ...(base.networks || other.networks
    ? { networks: [...new Set([...(base.networks ?? []), ...(other.networks ?? [])])] }
    : {}),
});

const defined = (name: string, base: object | undefined, other: object | undefined): object =>
  base || other ? { [name]: { ...base, ...other } } : {};

/** The names that compose refuses to start without: `${NAME:?…}`. */
export const requiredNames = (text: string): string[] =>
  [...new Set([...text.matchAll(/\$\{(\w+):\?/g)].map((match) => match[1] ?? ''))].sort();

/** A value as compose would fill it in. */
export const filledIn = (value: string, names: Environment): string =>
  value
    .replace(/\$\{(\w+):([?-])([^}]*)\}/g, (_all, name: string, kind: string, rest: string) => {
      const given = names[name];
      if (given === undefined && kind === '?') throw new Error(`${name} is required`);
      return given ?? rest;
    })
    .replaceAll('$$', '$');
