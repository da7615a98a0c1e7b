import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import ajvFormats from 'ajv-formats';

export interface Media {
  readonly schema?: object;
  readonly example?: unknown;
  readonly examples?: Record<string, { value: unknown }>;
}

export interface Operation {
  readonly summary?: string;
  readonly operationId: string;
  readonly parameters?: { name: string; in: string; required?: boolean; schema: object }[];
  readonly requestBody?: { required?: boolean; content: Record<string, Media> };
  readonly responses: Record<string, { description: string; content?: Record<string, Media> }>;
  readonly security?: object[];
}

export interface OpenApiDocument {
  readonly openapi: string;
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: { schemas: Record<string, object> };
}

export const examplesOf = (media: Media): unknown[] => [
  ...(media.example === undefined ? [] : [media.example]),
  ...Object.values(media.examples ?? {}).map((one) => one.value),
];

export const operationsOf = (document: OpenApiDocument): { where: string; path: string; operation: Operation }[] =>
  Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ where: `${method} ${path}`, path, operation })),
  );

/** Compiles schemas of a document as JSON Schema 2020-12, which OpenAPI 3.1 embeds. */
const compilerOf = (document: OpenApiDocument): ((schema: object) => ValidateFunction) => {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  ajvFormats.default(ajv);
  ajv.addSchema({ $id: 'openapi', components: document.components });
  return (schema) =>
    ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"openapi#/components')) as object);
};

const mediaFaults = (media: Media, compile: (schema: object) => ValidateFunction): string[] => {
  const fits = compile(media.schema ?? {});
  const examples = examplesOf(media);
  const unfit = examples.filter((example) => !fits(example)).map((example) => `unfit ${JSON.stringify(example)}`);
  return [...(examples.length === 0 ? ['no example'] : []), ...unfit];
};

/** What is wrong with a document: schemas that do not compile, examples that are missing or do not fit, parameters that are not declared. */
export const openApiFaults = (document: OpenApiDocument): string[] => {
  const compile = compilerOf(document);
  const operations = operationsOf(document);
  const ids = operations.map(({ operation }) => operation.operationId);
  const faults = ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `twice: ${id}`);
  for (const { where, path, operation } of operations) {
    for (const parameter of operation.parameters ?? []) compile(parameter.schema);
    const contents = [operation.requestBody?.content, ...Object.values(operation.responses).map((one) => one.content)];
    for (const media of contents.flatMap((content) => Object.values(content ?? {})))
      faults.push(...mediaFaults(media, compile).map((fault) => `${where}: ${fault}`));
    if (!operation.responses['200']?.content) faults.push(`${where}: its answer is not documented`);
    if (!operation.summary) faults.push(`${where}: no summary`);
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map((match) => String(match[1])).sort();
    const declared = (operation.parameters ?? []).filter((one) => one.in === 'path').map((one) => one.name);
    if (declared.sort().join() !== inPath.join()) faults.push(`${where}: declares ${declared.join()} of its path`);
  }
  return faults;
};

const compilers = new WeakMap<OpenApiDocument, Map<string, ValidateFunction>>();

const answerSchema = (document: OpenApiDocument, path: string): object | undefined =>
  document.paths[path.replaceAll(/:(\w+)/g, '{$1}')]?.get?.responses['200']?.content?.['application/json']?.schema;

/** Whether a question is answered with JSON, and not with a file or lines. */
export const answersJson = (document: OpenApiDocument, path: string): boolean =>
  answerSchema(document, path) !== undefined;

/** How an answer to a question differs from what the document says of it, by the places of its fields. */
export const answerFaults = (document: OpenApiDocument, path: string, answer: unknown): string[] => {
  const kept = compilers.get(document) ?? new Map<string, ValidateFunction>();
  compilers.set(document, kept);
  const schema = answerSchema(document, path) ?? {};
  const fits = kept.get(path) ?? compilerOf(document)(schema);
  kept.set(path, fits);
  if (fits(answer)) return [];
  return (fits.errors ?? []).map(
    ({ instancePath, message }) => `${instancePath.replaceAll(/\/\d+/g, '')}: ${message ?? ''}`,
  );
};
