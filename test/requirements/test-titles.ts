import { parseAst } from 'vite';

/** Calls that declare a test, and calls that hold tests. */
const TEST_CALLS = new Set(['it', 'test']);
const GROUP_CALLS = new Set(['describe']);
/** Modifiers of tests that do not run, or that run to fail. */
const NOT_RUN = new Set(['skip', 'todo', 'fails']);

type Node = { readonly type: string; readonly [field: string]: unknown };

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

/** The words of `it.each(…)`, `describe.skip`: the name first. Empty for anything else. */
function wordsOf(callee: unknown): readonly string[] {
  if (!isNode(callee)) return [];
  if (callee.type === 'Identifier') return [String(callee.name)];
  if (callee.type === 'CallExpression') return wordsOf(callee.callee);
  if (callee.type === 'TaggedTemplateExpression') return wordsOf(callee.tag);
  if (callee.type !== 'MemberExpression') return [];
  return [...wordsOf(callee.object), ...wordsOf(callee.property)];
}

/** The fixed text of a title; what is put in while the tests run is left out. */
function textOf(title: unknown): string | undefined {
  if (!isNode(title)) return undefined;
  if (title.type === 'Literal' && typeof title.value === 'string') return title.value;
  if (title.type !== 'TemplateLiteral') return undefined;
  const quasis = title.quasis as readonly { readonly value: { readonly cooked: string } }[];
  return quasis.map(({ value }) => value.cooked).join('…');
}

function childrenOf(node: Node): readonly unknown[] {
  return Object.values(node).flatMap((value) => (Array.isArray(value) ? value : [value]));
}

type Declaration = { readonly isTest: boolean; readonly isRun: boolean; readonly title: string };

/** What a node declares; undefined when it is no test and no group. */
function declarationOf(node: Node): Declaration | undefined {
  if (node.type !== 'CallExpression') return undefined;
  const [name = '', ...modifiers] = wordsOf(node.callee);
  const isTest = TEST_CALLS.has(name);
  const title = isTest || GROUP_CALLS.has(name) ? textOf((node.arguments as Node[])[0]) : undefined;
  const isRun = !modifiers.some((modifier) => NOT_RUN.has(modifier));
  return title === undefined ? undefined : { isTest, isRun, title };
}

function titlesIn(value: unknown, groups: readonly string[]): readonly string[] {
  if (!isNode(value)) return [];
  const declared = declarationOf(value);
  if (declared?.isRun === false) return [];
  const path = declared === undefined ? groups : [...groups, declared.title];
  if (declared?.isTest) return [path.join(' > ')];
  return childrenOf(value).flatMap((child) => titlesIn(child, path));
}

/** The titles of the tests a TypeScript source declares and runs, each with those of the groups around it. */
export function testTitles(source: string, file: string): readonly string[] {
  return titlesIn(parseAst(source, { lang: file.endsWith('x') ? 'tsx' : 'ts' }, file), []);
}
