import { type Import, importsOf, type Sources } from './source-files.js';

/** What the files of one kind may import. A file obeys the first rule that matches it. */
interface Rule {
  readonly name: string;
  readonly files: RegExp;
  /** Paths that it may import; `$1` stands for what the pattern of `files` caught. */
  readonly paths: readonly string[];
  /** Paths that it may import types from, and nothing else. */
  readonly typesOf?: readonly string[];
  /** Packages that it may import; all when not given. */
  readonly packages?: readonly RegExp[];
}

const KERNEL = '^src/kernel/';
const PLATFORM = '^src/platform/';
const EVENTS = '^src/[^/]+/domain/(.+/)?events\\.ts$';
const DUE = '^src/[^/]+/domain/(.+/)?[^/]+\\.due\\.ts$';
const ANY_DOMAIN = '^src/[^/]+/domain/';
const PRODUCT = '^(src|projections)/';
/** All but the drivers of the two databases: what a module knows of them, it knows through the platform. */
const NO_DRIVER = [/^(?!mongodb$|bson$|@eventstore\/)/];

export const RULES: readonly Rule[] = [
  {
    name: 'the kernel knows no framework and does no input or output',
    files: /^src\/kernel\//,
    paths: [KERNEL],
    packages: [/^class-(validator|transformer)$/, /^reflect-metadata$/],
  },
  {
    name: 'what becomes due knows its own domain and the types of the events of others',
    files: /^src\/([^/]+)\/domain\/(.+\/)?[^/]+\.due\.ts$/,
    paths: ['^src/$1/domain/', KERNEL],
    typesOf: [EVENTS],
    packages: [],
  },
  {
    name: 'a domain knows itself and the kernel',
    files: /^src\/([^/]+)\/domain\//,
    paths: ['^src/$1/domain/', KERNEL],
    // Names that derive from others; random ones are refused by the habits.
    packages: [/^uuid$/],
  },
  { name: 'the platform knows no module', files: /^src\/platform\//, paths: [PLATFORM, KERNEL] },
  {
    name: 'reactions know their own module and the types of the events of others',
    files: /^src\/([^/]+)\/[^/]+\.reactions\.ts$/,
    paths: ['^src/$1/', PLATFORM, KERNEL],
    typesOf: [EVENTS],
    packages: NO_DRIVER,
  },
  {
    name: 'the audit trail reads the history itself',
    files: /^src\/(audit)\//,
    paths: ['^src/$1/', PLATFORM, KERNEL],
    packages: [/^(?!mongodb$|bson$)/],
  },
  {
    name: 'modules do not know each other',
    files: /^src\/([^/]+)\//,
    paths: ['^src/$1/', PLATFORM, KERNEL],
    packages: NO_DRIVER,
  },
  {
    name: 'app.module.ts alone sees every module, and every view, by which the audit folds documents of the past',
    files: /^src\/app\.module\.ts$/,
    paths: ['^src/', '^projections/registry\\.ts$'],
  },
  {
    name: 'the entry points see the application',
    files: /^src\/(main|create-app)\.ts$/,
    paths: ['^src/app\\.', '^src/create-app\\.', PLATFORM, KERNEL],
  },
  {
    name: 'the runner knows the kernel and the platform',
    files: /^projections\/runner\//,
    paths: ['^projections/runner/', PLATFORM, KERNEL],
  },
  {
    name: 'the projections process is put together in one place, which sees every event',
    files: /^projections\/[^/]+\.ts$/,
    paths: ['^projections/', EVENTS, PLATFORM, KERNEL],
  },
  {
    name: 'the view of what is due knows what the modules declare',
    files: /^projections\/due\//,
    paths: ['^projections/due/', DUE, KERNEL],
    packages: [],
  },
  {
    name: 'views know events and the kernel, and no database',
    files: /^projections\//,
    paths: ['^projections/(?!runner/)', EVENTS, KERNEL],
    packages: [],
  },
  { name: 'the embedded servers know nothing of the product', files: /^embedded\//, paths: ['^embedded/'] },
  {
    name: 'the launcher starts processes and knows no module',
    files: /^launcher\//,
    paths: ['^launcher/', '^embedded/', PLATFORM, KERNEL],
  },
  {
    name: 'demo, benchmarks and tests see what they try out',
    files: /^(demo|bench|test)\//,
    paths: ['^$1/', PRODUCT, '^embedded/', '^launcher/', '^demo/', '^bench/'],
  },
];

export interface Violation {
  readonly rule: string;
  readonly file: string;
  readonly target: string;
}

/** Every import that no rule allows, and every import of a file that is not there. */
export const violations = (sources: Sources): Violation[] =>
  [...sources].flatMap(([file, text]) => {
    const rule = RULES.find(({ files }) => files.test(file));
    if (!rule) return [{ rule: 'every file has a rule', file, target: '' }];
    return importsOf(file, text).flatMap((one) => {
      if (!one.isPackage && !sources.has(one.target))
        return [{ rule: 'what is imported exists', file, target: one.target }];
      return isAllowed(rule, one) ? [] : [{ rule: rule.name, file, target: one.target }];
    });
  });

const isAllowed = (rule: Rule, { file, target, isPackage, typeOnly }: Import): boolean => {
  if (isPackage) return rule.packages?.some((allowed) => allowed.test(target)) ?? true;
  const caught = rule.files.exec(file)?.[1] ?? '';
  const matches = (path: string): boolean => new RegExp(path.replaceAll('$1', caught)).test(target);
  return rule.paths.some(matches) || (typeOnly && (rule.typesOf?.some(matches) ?? false));
};

/** Rules, and paths named by them, that match no file: they would guard nothing. */
export const idleRules = (sources: Sources): string[] => {
  const files = [...sources.keys()];
  const idle = RULES.filter((rule, index) => {
    const mine = files.filter((file) => RULES.findIndex((one) => one.files.test(file)) === index);
    return mine.length === 0;
  }).map(({ name }) => name);
  const fixed = [KERNEL, PLATFORM, EVENTS, DUE, ANY_DOMAIN, PRODUCT];
  return [...idle, ...fixed.filter((path) => !files.some((file) => new RegExp(path).test(file)))];
};
