import type { BackendVersion, PromptPack } from '#contracts';
import { words as policyWords } from '../backends/policy/strings.ts';
import { namedBy, toldRoutes } from '../backends/policy/told-routes.ts';
import { words as toolWords } from '../backends/tools/strings.ts';
import { tellVariable } from '../backends/variables/variable-draft.ts';
import { percent } from '../format.ts';
import { words } from './strings.ts';
import { wordDiff, type Piece } from './word-diff.ts';

/** What two versions, or a version and a draft, are compared by. */
export interface VersionFacts {
  model: string;
  pack: PromptPack | null;
  /** Share of right answers that thresholds of a trained model follow; null where they were set by hand or nothing was trained. */
  target: number | null;
  /** Null: not known before the version is saved. */
  thresholds: { answer: number; clarify: number } | null;
  /** Who answers what, a line each; null where the version answers itself. */
  routes: string[] | null;
}

export type Difference =
  | { kind: 'text'; name: string; pieces: Piece[] }
  | { kind: 'list'; name: string; gone: string[]; added: string[]; kept: number }
  | { kind: 'setting'; name: string; before: string; after: string };

export const factsOf = ({ model, promptPack, thresholds, policy, answeredBy }: Pick<BackendVersion, 'model' | 'promptPack' | 'thresholds' | 'policy' | 'answeredBy'>): VersionFacts =>
  policy ? routing(toldRoutes(policy, namedBy(answeredBy))) : { model, pack: promptPack, target: thresholds.target, thresholds, routes: null };

/** Of a version that routes: it has nothing else of its own. */
export const routing = (routes: string[]): VersionFacts => ({ model: policyWords.noModel, pack: null, target: null, thresholds: null, routes });

const empty: PromptPack = { instructions: '', tone: '', must: [], never: [], examplesPerIntent: null, exampleSeed: 1, useKnowledge: false, thresholds: null };
const share = (value: number): string => percent(value, Number.isInteger(Math.round(value * 1_000) / 10) ? 0 : 1);

/** Everything that differs, in the order of the page; empty when both would answer alike. */
export function differencesOf(before: VersionFacts, after: VersionFacts): Difference[] {
  const { names } = words.diff;
  const [a, b] = [before.pack ?? empty, after.pack ?? empty];
  return [
    ...setting(policyWords.way, way(before), way(after)), ...list(policyWords.title, before.routes ?? [], after.routes ?? []),
    ...setting(names.model, before.model, after.model),
    ...text(names.instructions, a.instructions, b.instructions), ...text(names.tone, a.tone, b.tone),
    ...list(names.must, a.must, b.must), ...list(names.never, a.never, b.never),
    ...list(names.variables, (a.variables ?? []).map(tellVariable), (b.variables ?? []).map(tellVariable)),
    ...setting(names.useKnowledge, words.diff.knowledge(a.useKnowledge), words.diff.knowledge(b.useKnowledge)),
    ...list(toolWords.field.title, a.tools ?? [], b.tools ?? []),
    ...setting(names.examples, words.diff.examples(a.examplesPerIntent), words.diff.examples(b.examplesPerIntent)),
    // Where all are shown, nothing is drawn.
    ...(a.examplesPerIntent === null && b.examplesPerIntent === null ? [] : setting(names.seed, String(a.exampleSeed), String(b.exampleSeed))),
    ...list(names.pinned, a.pinnedExamples ?? [], b.pinnedExamples ?? []),
    ...(before.routes || after.routes ? [] : setting(names.target, target(before), target(after))),
    ...thresholds(before, after),
  ];
}

const way = ({ routes }: VersionFacts): string => policyWords.ways[routes ? 'topic' : 'model'];

const target = ({ target: wished }: VersionFacts): string => (wished === null ? words.diff.byHand : share(wished));

function thresholds({ thresholds: a }: VersionFacts, { thresholds: b }: VersionFacts): Difference[] {
  if (!a || !b) return [];
  return [...setting(words.diff.names.answer, share(a.answer), share(b.answer)), ...setting(words.diff.names.clarify, share(a.clarify), share(b.clarify))];
}

const setting = (name: string, before: string, after: string): Difference[] => (before === after ? [] : [{ kind: 'setting', name, before, after }]);

const text = (name: string, before: string, after: string): Difference[] => (before === after ? [] : [{ kind: 'text', name, pieces: wordDiff(before, after) }]);

function list(name: string, before: readonly string[], after: readonly string[]): Difference[] {
  const gone = before.filter((item) => !after.includes(item));
  const added = after.filter((item) => !before.includes(item));
  return gone.length + added.length === 0 ? [] : [{ kind: 'list', name, gone, added, kept: before.length - gone.length }];
}
