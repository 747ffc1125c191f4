import { Button, Select } from '@mantine/core';
import type { ReactNode } from 'react';
import { listModels } from '#contracts';
import { useRead } from '../../api.ts';
import { LabelChips } from '../../backends/labels/label-chips.tsx';
import { useMay } from '../../session.tsx';
import { AnyVersionSelect } from '../../versions/compare/any-version-select.tsx';
import type { KnownVersion } from '../use-versions.ts';
import type { Played } from './played.ts';
import { words } from './strings.ts';
import type { ColumnsControl } from './use-columns.ts';
import css from './playground.module.css';

interface Props {
  played: Played;
  all: readonly KnownVersion[];
  control: ColumnsControl;
  onEdit: () => void;
  onSave: () => void;
}

/** What a column stands for, and what can be done with it. */
export function ColumnHead({ played, all, control, onEdit, onSave }: Props): ReactNode {
  const { at, column, version, name, asking } = played;
  const edit = column.draft === null ? words.edit : words.editMore;
  const mayWrite = useMay('models:write');
  const taken = control.columns.filter(({ model, draft }) => model === null && draft === null).map(({ versionId }) => versionId);
  const ready = all.filter(({ state, id }) => id === version?.id || (state === 'ready' && !taken.includes(id)));
  return (
    <section className={css.head} aria-label={words.column(at + 1)}>
      {column.draft === null
        ? <AnyVersionSelect label={words.column(at + 1)} all={ready} value={version?.id ?? null} onChange={(versionId) => control.put(at, { versionId, model: null, draft: null })} />
        : <p className={css.draft}><span className={css.small}>{words.column(at + 1)}</span>{name}</p>}
      {version && column.draft === null && version.engine === 'language_model' && <ModelOverride played={played} version={version} control={control} />}
      {version && <LabelChips labels={version.labels} />}
      {version && !asking && <p className={css.look}>{words.cannotAsk}</p>}
      {!version && <p className={css.look}>{words.gone}</p>}
      <div className={css.acts}>
        {version && !version.policy && <Button variant="default" size="compact-sm" aria-label={words.editOf(edit, name)} onClick={onEdit}>{edit}</Button>}
        {version && column.draft !== null && mayWrite && <Button size="compact-sm" disabled={!asking} aria-label={words.saveOf(name)} onClick={onSave}>{words.save}</Button>}
        {control.columns.length > 1 && <Button variant="subtle" color="gray" size="compact-sm" aria-label={words.removeOf(name)} onClick={() => control.remove(at)}>{words.remove}</Button>}
      </div>
    </section>
  );
}

function ModelOverride({ played: { at, column }, version, control }: { played: Played; version: KnownVersion; control: ColumnsControl }): ReactNode {
  const keys = (useRead(listModels, {}).data?.items ?? []).map(({ key }) => key).filter((key) => key !== version.model);
  if (keys.length === 0 && column.model === null) return null;
  const data = [{ value: version.model, label: words.ownModel(version.model) }, ...[...new Set([...keys, ...(column.model ? [column.model] : [])])].filter((key) => key !== version.model).map((key) => ({ value: key, label: key }))];
  return <Select label={words.model} description={words.modelHint} allowDeselect={false} searchable data={data} value={column.model ?? version.model} onChange={(model) => model && control.put(at, { ...column, model: model === version.model ? null : model })} />;
}
