import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';

const here = import.meta.dirname;

/** What a statistician who audits an export finds missing in its documentation. */
function gapsIn(file: string, text: string, wanted: ReadonlySet<string>): string[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ESNext, true);
  return source.statements.flatMap((statement) => {
    if (ts.isFunctionDeclaration(statement) && wanted.has(statement.name?.text ?? '')) return gapsOfFunction(statement);
    if (ts.isVariableStatement(statement)) {
      return statement.declarationList.declarations.filter(({ name }) => wanted.has(name.getText())).flatMap(({ name }) => (told(statement) ? [] : [`${name.getText()} is not described`]));
    }
    if ((ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) && wanted.has(statement.name.text)) return told(statement) ? [] : [`${statement.name.text} is not described`];
    return [];
  });
}

function gapsOfFunction(declared: ts.FunctionDeclaration): string[] {
  const name = declared.name!.text;
  const tags = ts.getJSDocTags(declared);
  const has = (tag: string): boolean => tags.some(({ tagName, comment }) => tagName.text === tag && (ts.getTextOfJSDocComment(comment) ?? '') !== '');
  return [
    ...(told(declared) ? [] : [`${name} is not described`]),
    // What cannot go wrong says so by its answers: "too few" and the like are types.
    ...(has('throws') || has('returns') ? [] : [`${name} tells neither what it throws nor what it answers`]),
    ...(has('see') ? [] : [`${name} names no source`]),
  ];
}

/** Is there a sentence on it? */
const told = (node: ts.Node): boolean => ts.getJSDocCommentsAndTags(node).some((doc) => ts.isJSDoc(doc) && (ts.getTextOfJSDocComment(doc.comment) ?? '').trim() !== '');

/** What `index.ts` lets others use, by the file that it comes from. */
function exportsByFile(): [file: string, names: Set<string>][] {
  const index = ts.createSourceFile('index.ts', readFileSync(`${here}/index.ts`, 'utf8'), ts.ScriptTarget.ESNext, true);
  const files = new Map<string, Set<string>>();
  for (const statement of index.statements) {
    if (!ts.isExportDeclaration(statement) || !statement.exportClause || !ts.isNamedExports(statement.exportClause)) continue;
    const file = (statement.moduleSpecifier as ts.StringLiteral).text;
    const names = files.get(file) ?? new Set();
    for (const { name } of statement.exportClause.elements) names.add(name.text);
    files.set(file, names);
  }
  return [...files];
}

describe('what the library exports', () => {
  it.each(exportsByFile())('%s describes it: meaning, answers or errors, and source', (file, names) => {
    expect(gapsIn(file, readFileSync(`${here}/${file}`, 'utf8'), names)).toEqual([]);
  });

  it('would be found out if it were not', () => {
    const bare = 'export function meanOf(values: number[]): number { return values[0]; }\n/** */\nexport interface Bare { a: number }\nexport const LEVEL = 1;';
    expect(gapsIn('bare.ts', bare, new Set(['meanOf', 'Bare', 'LEVEL']))).toEqual([
      'meanOf is not described', 'meanOf tells neither what it throws nor what it answers', 'meanOf names no source', 'Bare is not described', 'LEVEL is not described',
    ]);
    expect(gapsIn('bare.ts', bare, new Set())).toEqual([]);
  });
});
