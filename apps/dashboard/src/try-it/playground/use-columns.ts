import { useEffect, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { VersionDraft } from '../../backends/version-draft.ts';
import { useSession } from '../../session.tsx';
import { firstChoice } from '../chosen.ts';
import type { KnownVersion } from '../use-versions.ts';
import { columnKey, draftsIn, nextDraft, readColumns, type Column } from './columns.ts';

export interface ColumnsControl {
  columns: readonly Column[];
  drafts: Readonly<Record<number, VersionDraft>>;
  put: (at: number, column: Column) => void;
  add: (column: Column) => void;
  remove: (at: number) => void;
  /** Turns a column into a draft begun from it, or changes the draft that it is. */
  edit: (at: number, draft: VersionDraft) => void;
}

type Drafts = Record<number, VersionDraft>;

function keptDrafts(key: string): Drafts {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(key) ?? '{}');
    return typeof kept === 'object' && kept !== null ? (kept as Drafts) : {};
  } catch {
    return {};
  }
}

/** Versions and models live in the address (`?column=…&column=…`), so that a playground can be shared; drafts in this tab. */
export function useColumns(all: readonly KnownVersion[]): ColumnsControl {
  const key = `duet.playground.${useSession().workspace.id}`;
  const [params, setParams] = useSearchParams();
  const [drafts, setDrafts] = useState<Drafts>(() => keptDrafts(key));
  useEffect(() => {
    try {
      sessionStorage.setItem(key, JSON.stringify(drafts));
    } catch {
      // Private windows and full stores refuse; drafts then last as long as the page.
    }
  }, [key, drafts]);
  const named = readColumns(params.getAll('column'));
  const columns = named.length > 0 ? named : firstChoice(all).map((versionId): Column => ({ versionId, model: null, draft: null }));
  const set = (next: readonly Column[]): void => {
    setParams(next.map((column): [string, string] => ['column', columnKey(column)]), { replace: true });
    setDrafts((before) => draftsIn(next, before));
  };
  const unnamed = named.length === 0 && columns.length > 0;
  useEffect(() => {
    if (unnamed) set(columns);
  });
  const put = (at: number, column: Column): void => set(columns.map((before, place) => (place === at ? column : before)));
  return {
    columns, drafts, put,
    add: (column) => set([...columns, column]),
    remove: (at) => set(columns.filter((_, place) => place !== at)),
    edit: (at, draft) => {
      const column = columns[at];
      if (!column) return;
      const number = column.draft ?? nextDraft(columns);
      setDrafts((before) => ({ ...before, [number]: draft }));
      if (column.draft === null) put(at, { versionId: column.versionId, model: null, draft: number });
    },
  };
}
