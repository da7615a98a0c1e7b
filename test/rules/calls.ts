import ts from 'typescript';
import { nodesOf, parsed, type Sources } from './source-files.js';

/** What changes the event store. */
export const STORE_WRITES = [
  'appendToStream',
  'multiStreamAppend',
  'deleteStream',
  'tombstoneStream',
  'setStreamMetadata',
] as const;

/** What changes documents or collections of MongoDB. */
export const DATABASE_WRITES = [
  'bulkWrite',
  'createCollection',
  'createIndex',
  'createIndexes',
  'deleteMany',
  'deleteOne',
  'dropCollection',
  'dropDatabase',
  'findOneAndDelete',
  'findOneAndReplace',
  'findOneAndUpdate',
  'insertMany',
  'insertOne',
  'replaceOne',
  'updateMany',
  'updateOne',
] as const;

export interface Use {
  readonly file: string;
  readonly line: number;
  readonly what: string;
}

const useIn = (file: string, source: ts.SourceFile, node: ts.Node, what: string): Use => ({
  file,
  line: source.getLineAndCharacterOfPosition(node.getStart()).line + 1,
  what,
});

const memberName = (node: ts.Node): string | undefined => {
  if (ts.isPropertyAccessExpression(node)) return node.name.text;
  if (ts.isElementAccessExpression(node) && ts.isStringLiteralLike(node.argumentExpression))
    return node.argumentExpression.text;
  return ts.isBindingElement(node) ? (node.propertyName ?? node.name).getText() : undefined;
};

/** Where members with these names are taken from anything: `client.appendToStream`, `const { appendToStream } = client`. */
export const membersUsed = (sources: Sources, names: readonly string[]): Use[] =>
  [...sources].flatMap(([file, text]) => {
    const source = parsed(file, text);
    return nodesOf(source).flatMap((node) => {
      const name = memberName(node);
      return name !== undefined && names.includes(name) ? [useIn(file, source, node, name)] : [];
    });
  });

/** Where the time of the machine or chance comes in: `new Date()`, `Date()`, `Date.now`, `Math.random`, ids that are not derived. */
export const impurities = (sources: Sources): Use[] =>
  [...sources].flatMap(([file, text]) => {
    const source = parsed(file, text);
    return nodesOf(source).flatMap((node) => {
      const what = impurity(node);
      return what === undefined ? [] : [useIn(file, source, node, what)];
    });
  });

const RANDOM_IDS = ['v1', 'v4', 'v6', 'v7', 'randomUUID', 'randomBytes', 'randomInt'];

const isNamed = (node: ts.Node, name: string): boolean => ts.isIdentifier(node) && node.text === name;

const impurity = (node: ts.Node): string | undefined => {
  if (ts.isNewExpression(node) && isNamed(node.expression, 'Date') && !node.arguments?.length) return 'new Date()';
  if (ts.isCallExpression(node) && isNamed(node.expression, 'Date')) return 'Date()';
  if (ts.isImportSpecifier(node)) {
    const imported = (node.propertyName ?? node.name).text;
    return RANDOM_IDS.includes(imported) ? imported : undefined;
  }
  if (!ts.isPropertyAccessExpression(node)) return undefined;
  if (isNamed(node.expression, 'Date') && node.name.text === 'now') return 'Date.now';
  return isNamed(node.expression, 'Math') && node.name.text === 'random' ? 'Math.random' : undefined;
};

export const under = (sources: Sources, folders: RegExp): Sources =>
  new Map([...sources].filter(([file]) => folders.test(file)));
