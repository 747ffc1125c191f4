/**
 * The gate on size: nine of ten functions and files are short. Prints the numbers and the longest of each.
 */
import fs from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { root } from './run.mjs';

const limits = { functions: 34, files: 255 };

const files = ['apps', 'libs'].flatMap(sourcesBelow).map(measure);
const functions = files.flatMap((file) => file.functions);
const good = [report('functions', functions), report('files', files)];
process.exitCode = good.every(Boolean) ? 0 : 1;

function sourcesBelow(top) {
  return fs
    .readdirSync(path.join(root, top), { recursive: true })
    .map((name) => path.join(top, name))
    .filter((name) => /\.tsx?$/.test(name) && !/\.(spec|d)\.tsx?$/.test(name));
}

function measure(name) {
  const text = fs.readFileSync(path.join(root, name), 'utf8');
  const source = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true);
  const found = [];
  visit(source, (node) => {
    if (isNamedFunction(node)) found.push({ name: `${name}:${lineOf(source, node.getStart())}`, lines: linesOf(source, node) });
  });
  return { name, lines: source.getLineAndCharacterOfPosition(text.trimEnd().length).line + 1, functions: found };
}

function visit(node, look) {
  look(node);
  ts.forEachChild(node, (child) => visit(child, look));
}

/** Callbacks are part of the function that passes them; counting them alone would flatter the numbers. */
function isNamedFunction(node) {
  if (!ts.isFunctionLike(node) || !node.body) return false;
  const anonymous = ts.isArrowFunction(node) || ts.isFunctionExpression(node);
  return !anonymous || ts.isVariableDeclaration(node.parent) || ts.isPropertyDeclaration(node.parent);
}

function linesOf(source, node) {
  return lineOf(source, node.end) - lineOf(source, node.getStart()) + 1;
}

function lineOf(source, position) {
  return source.getLineAndCharacterOfPosition(position).line + 1;
}

function report(kind, measured) {
  const sorted = measured.toSorted((a, b) => a.lines - b.lines);
  const p90 = sorted[Math.ceil(sorted.length * 0.9) - 1]?.lines ?? 0;
  const longest = sorted.slice(-3).reverse().map(({ name, lines }) => `${name} (${lines})`);
  console.log(`${sorted.length} ${kind}: p90 ${p90} lines, at most ${limits[kind]}; longest ${longest.join(', ')}`);
  return p90 <= limits[kind];
}
