import { ActionIcon, Button, NumberInput, Radio, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { weight } from '../format.ts';
import { VersionSelect } from '../parts/version-select.tsx';
import { competing, spread, withTwinAlike, withVariant, withoutVariant } from './draft.ts';
import type { Draft, DraftVariant } from './draft.ts';
import type { Problems } from './problems.ts';
import { words } from './strings.ts';
import { TwinFields } from './twin/twin-fields.tsx';
import { WHOLE, sumOf, weightOf } from './weights.ts';
import css from './experiments.module.css';

const text = words.form;
const MOST = 10;
const FEWEST = 2;

/** The variants of a draft: two to ten, one of them the control; its twin has no row of its own. */
export function VariantRows({ draft, onChange: change, problems }: { draft: Draft; onChange: (draft: Draft) => void; problems: Problems }): ReactNode {
  const { variants } = draft;
  const rows = competing(variants);
  const onChange = (next: Draft) => change(withTwinAlike(next));
  const sum = sumOf(variants.map((one) => one.weight));
  const set = (row: number, changes: Partial<DraftVariant>) =>
    onChange({ ...draft, variants: variants.map((one) => (one.row === row ? { ...one, ...changes } : one)) });
  const makeControl = (row: number) => onChange({ ...draft, variants: variants.map((one) => ({ ...one, isControl: one.row === row })) });
  return (
    <>
      <p className={css.sum}>{text.variantsHint}</p>
      {rows.map(({ row, ...one }) => (
        <div key={row} className={css.variant} role="group" aria-label={one.name}>
          <TextInput label={text.variantName} required maxLength={120} value={one.name} error={problems.rows[row]?.name} onChange={(event) => set(row, { name: event.currentTarget.value })} />
          <VersionSelect label={text.version} placeholder={text.choose} value={one.backendVersionId} error={problems.rows[row]?.version} onChange={(backendVersionId) => set(row, { backendVersionId })} />
          <NumberInput label={text.weight} min={0} max={100} decimalScale={2} hideControls suffix=" %" value={one.weight / 100} error={Boolean(problems.shares)} onChange={(value) => set(row, { weight: weightOf(value) })} />
          <Radio label={text.control} name="control" checked={one.isControl} onChange={() => makeControl(row)} />
          <ActionIcon aria-label={text.remove(one.name)} disabled={rows.length <= FEWEST} onClick={() => onChange(withoutVariant(draft, row))}><IconTrash size={18} /></ActionIcon>
        </div>
      ))}
      <div className={css.buttons}>
        <Button variant="default" disabled={variants.length >= MOST} onClick={() => onChange(withVariant(draft, text.nameOf))}>{text.add}</Button>
        <Button variant="default" onClick={() => onChange({ ...draft, variants: spread(variants) })}>{words.weights.even}</Button>
        <span className={css.sum} data-wrong={sum !== WHOLE || Boolean(problems.shares)} role="status">{problems.shares ?? (sum === WHOLE ? words.weights.ok : words.weights.sum(weight(sum)))}</span>
      </div>
      <TwinFields draft={draft} most={MOST} onChange={onChange} />
    </>
  );
}
