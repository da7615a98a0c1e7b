import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import ts from 'typescript';

/** The sources of a tree by their path from its root, `src/main.ts`. */
export type Sources = ReadonlyMap<string, string>;

const ROOT = new URL('../../', import.meta.url).pathname;
/** Where code of the project is. */
export const FOLDERS = ['src', 'projections', 'embedded', 'launcher', 'demo', 'bench', 'test'] as const;

const filesUnder = (folder: string): string[] =>
  readdirSync(ROOT + folder, { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return filesUnder(path);
    return path.endsWith('.ts') ? [path] : [];
  });

export const projectSources = (): Sources =>
  new Map(FOLDERS.flatMap(filesUnder).map((path) => [path, readFileSync(ROOT + path, 'utf8')]));

const parsedBefore = new Map<string, ts.SourceFile>();
/** The syntax tree of a file; the same text is parsed once. */
export const parsed = (path: string, text: string): ts.SourceFile => {
  const before = parsedBefore.get(path);
  if (before?.text === text) return before;
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.ESNext, true);
  parsedBefore.set(path, source);
  return source;
};

/** Every node of a file, from the outside in. */
export const nodesOf = (source: ts.SourceFile): ts.Node[] => {
  const nodes: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    nodes.push(node);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return nodes;
};

/** One use of a module in a file. `target`: a path of the tree, or a package's name; `node:fs` for Node's own. */
export interface Import {
  readonly file: string;
  readonly target: string;
  readonly isPackage: boolean;
  /** Gone when the types are stripped. */
  readonly typeOnly: boolean;
}

/** What a file imports, re-exports or loads, in whatever form. A path that is computed cannot be checked and throws. */
export const importsOf = (file: string, text: string): Import[] =>
  nodesOf(parsed(file, text)).flatMap((node): Import[] => {
    const found = moduleIn(file, node);
    if (!found) return [];
    const { specifier, typeOnly } = found;
    if (!specifier.startsWith('.')) return [{ file, target: packageName(specifier), isPackage: true, typeOnly }];
    const path = posix.join(posix.dirname(file), specifier).replace(/\.js$/, '.ts');
    return [{ file, target: path, isPackage: false, typeOnly }];
  });

const packageName = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');

const moduleIn = (file: string, node: ts.Node): { specifier: string; typeOnly: boolean } | undefined => {
  if (ts.isImportDeclaration(node))
    return { specifier: textOf(file, node.moduleSpecifier), typeOnly: isTypeImport(node) };
  if (ts.isExportDeclaration(node))
    return node.moduleSpecifier && { specifier: textOf(file, node.moduleSpecifier), typeOnly: node.isTypeOnly };
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
    return { specifier: textOf(file, node.argument.literal), typeOnly: true };
  if (ts.isExternalModuleReference(node)) return { specifier: textOf(file, node.expression), typeOnly: false };
  if (ts.isCallExpression(node) && isLoading(node.expression))
    return { specifier: textOf(file, node.arguments[0]), typeOnly: false };
  return undefined;
};

const isLoading = (callee: ts.Expression): boolean =>
  callee.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(callee) && callee.text === 'require');

const isTypeImport = ({ importClause }: ts.ImportDeclaration): boolean => {
  if (!importClause) return false;
  if (importClause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const { name, namedBindings } = importClause;
  if (name || !namedBindings || !ts.isNamedImports(namedBindings)) return false;
  return namedBindings.elements.length > 0 && namedBindings.elements.every((element) => element.isTypeOnly);
};

const textOf = (file: string, node: ts.Node | undefined): string => {
  if (node && ts.isStringLiteralLike(node)) return node.text;
  throw new Error(`${file} loads a module whose name is computed`);
};
