import { EvaluationCaseKind, NewEvaluationCase, type ReplyOf, type importEvaluationCases } from '#contracts';
import { readCsv } from '#knowledge';
import { Problem } from '#platform';
import { lacksItsTool } from './kind-of-case.ts';

type Rejected = ReplyOf<typeof importEvaluationCases>['rejected'][number];

export interface CaseFile {
  cases: NewEvaluationCase[];
  /** Lines that were left out and why. */
  rejected: Rejected[];
}

const LONGEST_SHOWN = 200;

/** Cases of a file: JSON Lines as they are exported, or CSV with a header. @throws Problem `evaluation_cases_unreadable` */
export async function readCaseFile(file: string): Promise<CaseFile> {
  const content = file.replace(/^\uFEFF/, '');
  const found: CaseFile = { cases: [], rejected: [] };
  if (content.trimStart().startsWith('{')) readJsonLines(content, found);
  else await readTable(content, found);
  if (found.cases.length + found.rejected.length === 0) throw new Problem('evaluation_cases_unreadable');
  return found;
}

function readJsonLines(content: string, into: CaseFile): void {
  for (const [index, raw] of content.split('\n').entries()) {
    const text = raw.trim();
    if (text === '') continue;
    const value = objectOf(text);
    if (value === null) reject(into, index + 1, 'is not a JSON object', text);
    else take(into, index + 1, value, text);
  }
}

function objectOf(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

async function readTable(content: string, into: CaseFile): Promise<void> {
  let header: string[] | undefined;
  const first = content.slice(0, content.search(/[\r\n]|$/));
  const delimiter = [',', ';', '\t'].find((one) => first.includes(one)) ?? ',';
  await readCsv(content, delimiter, ({ line, fields }) => {
    if (!header) {
      header = fields.map((name) => name.trim().toLowerCase());
      return;
    }
    if (fields.length > header.length) return reject(into, line, 'has more columns than the header; texts with commas need quotes', fields.join(','));
    const named = Object.fromEntries(header.map((name, at) => [name, (fields[at] ?? '').trim()]));
    take(into, line, contentOf(named), named['question'] ?? '');
  }, ({ line, text }) => reject(into, line, 'has quotes that do not match', text));
  if (!header?.includes('question')) throw new Problem('evaluation_cases_unreadable');
}

const listOf = (cell: string | undefined): string[] => (cell ?? '').split('|').map((one) => one.trim()).filter(Boolean);

/** Facts stand between `|`, the wordings of one between ` / `. */
function contentOf({ question, kind, facts, must_not: mustNot, intent, reference }: Readonly<Record<string, string>>): Record<string, unknown> {
  const named = kind === undefined || kind === '' ? 'facts' : kind.toLowerCase();
  return {
    question, kind: named, reference: reference === '' ? null : reference,
    expect: { facts: listOf(facts).map((fact) => fact.split(/\s+\/\s+/)), mustNot: listOf(mustNot), intent: intent === '' ? null : intent },
  };
}

function take(into: CaseFile, line: number, { kind, question, history, expect, reference }: Record<string, unknown>, text: string): void {
  const read = NewEvaluationCase.safeParse({ kind: kind ?? 'facts', question, history, expect: expect ?? {}, reference, origin: 'imported' });
  if (!read.success) return reject(into, line, reasonOf(read.error.issues[0]), text);
  if (lacksItsTool(read.data)) return reject(into, line, 'is of the kind tool and names no tool; JSON Lines can, in expect.tool.name', text);
  into.cases.push(read.data);
}

/** As the rest of a sentence: "The line ...". */
function reasonOf(issue: { path: PropertyKey[]; message: string } | undefined): string {
  const field = issue?.path.join('.') ?? '';
  if (field === 'kind') return `has none of the kinds ${EvaluationCaseKind.options.join(', ')}`;
  return field === 'question' ? 'has no question, or one that is too long' : `has something wrong in ${field || 'its form'}: ${issue?.message ?? 'it is no case'}`;
}

const reject = (into: CaseFile, line: number, reason: string, text: string): void =>
  void into.rejected.push({ line, reason, text: [...text.slice(0, LONGEST_SHOWN)].join('').replace(/[\p{Surrogate}\u0000]/gu, '\uFFFD') });
