import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { dataSetFormats, type DataSetCount, type DataSetFilters, type DataSetManifest, type DataSetPart } from '#contracts';
import { redactorVersion } from '#textmodels';
import type { Chosen } from './choose-turns.ts';
import type { StoredTurn } from './data-sets.sql.ts';
import { sizeOf } from './example.ts';
import type { SplitTurns } from './split-turns.ts';
import { writeFile, type Written } from './write-file.ts';

/** Changes whenever the same conversations may become another data set. */
const BUILDER_VERSION = '2';

const partNames: readonly DataSetPart[] = ['train', 'validation', 'test'];

/** A chosen turn with its part and its place. */
export type Placed = Chosen & Written;

/** Turns in the order of their numbers: part by part, oldest first. */
export function place(chosen: readonly Chosen[], parts: readonly DataSetPart[]): Placed[] {
  return chosen.map((one, at) => ({ ...one, part: parts[at]!, at: one.turn.at, intent: one.turn.intent, number: 0 }))
    .sort((a, b) => partNames.indexOf(a.part) - partNames.indexOf(b.part) || a.at.getTime() - b.at.getTime())
    .map((one, at) => ({ ...one, number: at + 1 }));
}

export function storedTurn({ turn, number, part, example, why, weight, marks, intent, at }: Placed): StoredTurn {
  return {
    number, part, conversationId: turn.facts.id, contextIds: turn.context.map(({ id }) => id), questionIds: turn.question.map(({ id }) => id), answerIds: turn.answer.ids,
    rejectedIds: turn.rejected?.ids ?? [], duelId: turn.duelId, liked: example.liked, why, weight, marks, intent, askedAt: at.toISOString(),
  };
}

export interface Built {
  filters: DataSetFilters;
  placed: readonly Placed[];
  count: Omit<DataSetCount, 'complete'>;
  split: Pick<SplitTurns, 'leaks' | 'alike'>;
}

/** Everything about a data set that never changes. */
export async function manifestOf({ filters, placed, count, split }: Built): Promise<DataSetManifest> {
  const redacted = new Map<string, number>();
  for (const { kind, count: times } of placed.flatMap(({ found }) => found)) redacted.set(kind, (redacted.get(kind) ?? 0) + times);
  return {
    ...count, leaks: split.leaks, alike: split.alike, parts: partNames.map((part) => sizeOfPart(part, placed.filter((one) => one.part === part), filters)),
    redacted: [...redacted].sort(([, a], [, b]) => b - a).map(([kind, times]) => ({ kind, count: times })), redactorVersion, builderVersion: BUILDER_VERSION,
    files: await filesOf(filters, placed), sourcesSha256: sha256(placed.flatMap((one) => sourcesOf(storedTurn(one))).join('\n')),
  };
}

/** What each file will hold, for whoever wants to check that nothing was changed on the way. */
async function filesOf({ method, systemPrompt }: DataSetFilters, placed: readonly Placed[]): Promise<DataSetManifest['files']> {
  const files: DataSetManifest['files'] = [];
  for (const format of dataSetFormats[method]) {
    for (const part of partNames) {
      await nextTurn();
      const lines = placed.filter((one) => one.part === part);
      const content = writeFile(format, method, systemPrompt, lines);
      files.push({ format, part, lines: lines.length, bytes: Buffer.byteLength(content), sha256: sha256(content) });
    }
  }
  return files;
}

export const sha256 = (content: string): string => createHash('sha256').update(content).digest('hex');

/** The ids of all that a turn is made of. */
export const sourcesOf = ({ contextIds, questionIds, answerIds, rejectedIds, duelId }: Pick<StoredTurn, 'contextIds' | 'questionIds' | 'answerIds' | 'rejectedIds' | 'duelId'>): string[] =>
  [...contextIds, ...questionIds, ...answerIds, ...rejectedIds, ...(duelId === null ? [] : [duelId])];

function sizeOfPart(part: DataSetPart, placed: readonly Placed[], { systemPrompt }: DataSetFilters): DataSetManifest['parts'][number] {
  const sizes = placed.map(({ example }) => sizeOf(example, systemPrompt));
  return {
    part, turns: placed.length, visitors: new Set(placed.map(({ turn }) => turn.facts.person)).size,
    messages: sizes.reduce((sum, { messages }) => sum + messages, 0), characters: sizes.reduce((sum, { characters }) => sum + characters, 0),
    firstAt: placed[0]?.at.toISOString() ?? null, lastAt: placed.at(-1)?.at.toISOString() ?? null,
  };
}
