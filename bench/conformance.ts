import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Runs the suite that every client of a language model has to pass, and prints who passed what: a real run, never a list. */
interface Result {
  ancestorTitles: string[];
  title: string;
  status: 'passed' | 'failed' | 'pending' | 'skipped' | 'todo';
}

const marks: Readonly<Record<string, string>> = { passed: 'yes', failed: 'NO', pending: 'does not apply', skipped: 'does not apply' };
const [prefix, suites] = ['a language model by ', ['libs/models/src/chat-model.spec.ts', 'libs/models/src/lasting-costs.spec.ts']];
const short: Readonly<Record<string, string>> = {
  'our own client of the OpenAI protocol': 'own, OpenAI', "LangChain's client of the OpenAI protocol": 'LangChain, OpenAI', "LangChain's client of Anthropic": 'LangChain, Anthropic',
  "LangChain's client of Ollama": 'LangChain, Ollama', 'the process of a GGUF file': 'GGUF process',
  'openai/local': 'own, OpenAI', 'langchain/openai:local': 'LangChain, OpenAI', 'anthropic/local': 'LangChain, Anthropic', 'ollama/local': 'LangChain, Ollama',
};

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'duet-conformance-'));
const file = path.join(folder, 'results.json');
// As `npm test` runs it.
const jest = ['--import', './test/support/runner/loader.mjs', '--conditions=source', '--disable-warning=ExperimentalWarning', 'node_modules/jest/bin/jest.js'];
const child = spawn(process.execPath, [...jest, '--json', `--outputFile=${file}`, ...suites], { stdio: ['ignore', 'ignore', 'pipe'] });
const said: string[] = [];
child.stderr.setEncoding('utf8').on('data', (piece: string) => said.push(piece));
await new Promise((resolve) => child.once('close', resolve));
const { testResults } = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) as { testResults: { assertionResults: Result[] }[] } : { testResults: [] };
fs.rmSync(folder, { recursive: true });

const cases = new Map<string, Record<string, string>>();
const clientOf = ([outer = '']: string[]): string | undefined => short[outer.startsWith(prefix) ? outer.slice(prefix.length) : (/^a server that asks (\S+) for weeks$/.exec(outer)?.[1] ?? '')];
let failed = 0;
for (const { ancestorTitles, title, status } of testResults.flatMap(({ assertionResults }) => assertionResults)) {
  const client = clientOf(ancestorTitles);
  if (!client) continue;
  if (status === 'failed') failed++;
  const name = [...ancestorTitles.slice(1), title].join(' ');
  cases.set(name, { ...cases.get(name), [client]: marks[status] ?? status });
}

if (cases.size === 0) {
  console.error(`${said.join('')}\nNo case ran: nothing is known of any client.`);
  process.exit(1);
}

const clients = [...new Set(Object.values(short))];
console.log(`| case | ${clients.join(' | ')} |\n|---|${clients.map(() => '---').join('|')}|`);
for (const [name, results] of cases) console.log(`| ${name} | ${clients.map((client) => results[client] ?? 'does not apply').join(' | ')} |`);
console.log(`\n${cases.size} cases, ${failed} failed.`);
if (failed > 0) process.exitCode = 1;
