import type { Backend, CallOf, TrainingRun, previewAnswer } from '#contracts';
import { draftFrom, requestOf, type VersionDraft } from '../../backends/version-draft.ts';
import type { KnownVersion } from '../use-versions.ts';

export const MOST_PLAYED = 4;

/** A version, as it is, on another language model, or as a draft begun from it. */
export interface Column {
  versionId: string;
  /** Catalogue key that stands in for the version's own model; null: its own. */
  model: string | null;
  /** Number of the draft, which this tab keeps; null: no draft. */
  draft: number | null;
}

export type Asking = Pick<CallOf<typeof previewAnswer>, 'backendVersionId' | 'draft'>;

const written = /^([0-9a-f-]{36})(?:~(.+?))?(?:\*(\d{1,4}))?$/;

/** As the address holds it: `<id>`, `<id>~openai/gpt-5`, `<id>*1`. */
export const columnKey = ({ versionId, model, draft }: Column): string => `${versionId}${model === null ? '' : `~${model}`}${draft === null ? '' : `*${draft}`}`;

/** Columns of an address, each once; what is none is left out. */
export function readColumns(keys: readonly string[]): Column[] {
  const read = [...new Set(keys)].flatMap((key) => {
    const [, versionId, model, draft] = written.exec(key) ?? [];
    return versionId === undefined ? [] : [{ versionId, model: model ?? null, draft: draft === undefined ? null : Number(draft) }];
  });
  return read.slice(0, MOST_PLAYED);
}

/** A number that no draft has yet. */
export const nextDraft = (columns: readonly Column[]): number => Math.max(0, ...columns.map(({ draft }) => draft ?? 0)) + 1;

/** What is sent for a column; null while it cannot be asked. */
export function askingOf({ model, draft }: Column, version: KnownVersion, drafts: Readonly<Record<number, VersionDraft>>, runs: readonly TrainingRun[]): Asking | null {
  if (draft !== null) {
    const request = requestOf(backendOf(version), draftOf(draft, version, drafts), runs);
    if (!request) return null;
    const { id: backendId, note: _note, expectedNumber: _expected, ...content } = request;
    return { draft: { backendId, ...content } };
  }
  if (version.state !== 'ready') return null;
  if (model === null || model === version.model || version.engine !== 'language_model') return { backendVersionId: version.id };
  return { draft: { backendId: version.backendId, model, promptPack: version.promptPack, trainingRunId: null } };
}

/** Drafts that stand in a column; one whose column is removed or saved would come back under the next of its number. */
export const draftsIn = (columns: readonly Column[], drafts: Readonly<Record<number, VersionDraft>>): Record<number, VersionDraft> =>
  Object.fromEntries(Object.entries(drafts).filter(([number]) => columns.some(({ draft }) => draft === Number(number))));

/** The draft as it stands; one that was never edited is its version. Fields that an older page did not keep are the version's. */
export const draftOf = (number: number, version: KnownVersion, drafts: Readonly<Record<number, VersionDraft>>): VersionDraft => ({ ...draftFrom(version.kind, version), ...drafts[number] });

const backendOf = ({ backendId, kind }: KnownVersion): Pick<Backend, 'id' | 'kind'> => ({ id: backendId, kind });

/** The built-in engine answers one question at a time; a language model two. */
export const isEmbedded = ({ draft }: Asking, version: KnownVersion): boolean => (draft ? draft.model.startsWith('embedded/') && !draft.policy : version.engine === 'embedded');
