import type { TrainingRun } from '#contracts';
import { words as tryWords } from '../strings.ts';
import type { KnownVersion } from '../use-versions.ts';
import { askingOf, columnKey, isEmbedded, type Asking, type Column } from './columns.ts';
import { words } from './strings.ts';
import type { ColumnsControl } from './use-columns.ts';
import type { Task } from './use-playground.ts';

/** A column with what it stands for. */
export interface Played {
  at: number;
  key: string;
  column: Column;
  /** Undefined: it is not there any more. */
  version: KnownVersion | undefined;
  name: string;
  /** Null: it cannot be asked. */
  asking: Asking | null;
}

export function playedOf({ columns, drafts }: Pick<ColumnsControl, 'columns' | 'drafts'>, all: readonly KnownVersion[], runs: readonly TrainingRun[]): Played[] {
  return columns.map((column, at) => {
    const version = all.find(({ id }) => id === column.versionId);
    return { at, key: columnKey(column), column, version, name: nameOf(column, version), asking: version ? askingOf(column, version, drafts, runs) : null };
  });
}

function nameOf({ model, draft }: Column, version: KnownVersion | undefined): string {
  if (!version) return words.gone;
  const name = tryWords.version(version.backendName, version.number);
  if (draft !== null) return words.draftOf(name);
  return model === null || model === version.model ? name : words.on(name, model);
}

export const taskOf = ({ asking, version }: Played, text: string): Task[] => (asking && version ? [{ asking, text, engine: isEmbedded(asking, version) ? 'embedded' : 'language_model' }] : []);
