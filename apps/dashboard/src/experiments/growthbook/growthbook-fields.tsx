import { NumberInput, Select, Switch, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import type { GrowthBookSplit } from '#contracts';
import type { GrowthBookProblems } from './growthbook-problems.ts';
import { words } from './strings.ts';
import css from '../experiments.module.css';

interface Props {
  split: GrowthBookSplit | null;
  problems: GrowthBookProblems;
  onChange: (split: GrowthBookSplit | null) => void;
}

const empty: GrowthBookSplit = { seed: '', hashVersion: 2, attribute: 'id', namespace: null };
const wholeNamespace = { name: '', start: 0, end: 1 };

/** For a split that runs elsewhere already: what it is drawn with there. */
export function GrowthBookFields({ split, problems, onChange }: Props): ReactNode {
  const set = (changes: Partial<GrowthBookSplit>) => split && onChange({ ...split, ...changes });
  const namespace = split?.namespace;
  return (
    <div className={css.form}>
      <Switch label={words.on} checked={split !== null} onChange={(event) => onChange(event.currentTarget.checked ? empty : null)} />
      {split && (
        <>
          <p className={css.sum}>{words.meaning}</p>
          <div className={css.pairs}>
            <TextInput label={words.seed} description={words.seedHint} required maxLength={200} value={split.seed} error={problems.seed} onChange={(event) => set({ seed: event.currentTarget.value })} />
            <TextInput label={words.attribute} description={' '} required maxLength={64} value={split.attribute} error={problems.attribute} onChange={(event) => set({ attribute: event.currentTarget.value })} />
          </div>
          <Select
            label={words.version} allowDeselect={false} value={String(split.hashVersion)} data={([2, 1] as const).map((version) => ({ value: String(version), label: words.versions[version] }))}
            onChange={(value) => set({ hashVersion: value === '1' ? 1 : 2 })}
          />
          <Switch label={words.inNamespace} checked={split.namespace !== null} onChange={(event) => set({ namespace: event.currentTarget.checked ? wholeNamespace : null })} />
        </>
      )}
      {namespace && (
        <>
          <TextInput label={words.namespace} required maxLength={200} value={namespace.name} error={problems.namespace} onChange={(event) => set({ namespace: { ...namespace, name: event.currentTarget.value } })} />
          <div className={css.pairs}>
            <NumberInput label={words.start} min={0} max={1} step={0.05} decimalScale={4} value={namespace.start} error={problems.range} onChange={(value) => set({ namespace: { ...namespace, start: Number(value) } })} />
            <NumberInput label={words.end} min={0} max={1} step={0.05} decimalScale={4} value={namespace.end} error={Boolean(problems.range)} onChange={(value) => set({ namespace: { ...namespace, end: Number(value) } })} />
          </div>
        </>
      )}
    </div>
  );
}
