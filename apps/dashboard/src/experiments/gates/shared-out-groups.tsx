import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { RatioGroup } from '#contracts';
import { DataTable } from '../../charts/data-table.tsx';
import { VariantName } from '../../charts/variant-name.tsx';
import { count } from '../../format.ts';
import { tellP } from '../../told-p.ts';
import type { LookedVariant } from '../looked-variants.ts';
import { words } from './strings.ts';
import { tellGroups } from './tell-groups.ts';
import css from './gates.module.css';

const text = words.groups;
const SHOWN = 6;

/** Where sharing out goes wrong, if it does: by what visitors came with, the worst group first. */
export function SharedOutGroups({ groups, variants }: { groups: readonly RatioGroup[]; variants: readonly LookedVariant[] }): ReactNode {
  const [all, setAll] = useState(false);
  if (groups.length === 0) return null;
  const afterwards = groups.filter(({ kind }) => kind === 'fallback');
  const tested = groups.filter(({ kind }) => kind !== 'fallback');
  return (
    <>
      <h3 className={css.subtitle}>{text.title}</h3>
      <p className={css.says}>{tellGroups(groups)}</p>
      <DataTable
        caption={text.title} rows={all ? groups : [...tested.slice(0, SHOWN), ...afterwards]} keyOf={({ kind, key }) => `${kind} ${key}`}
        columns={[
          { head: text.group, cell: ({ kind, name }) => <><span className={css.groupKind}>{text.kinds[kind]}</span> {name}</> },
          ...variants.map(({ variant, look }) => ({
            head: <VariantName look={look} name={variant.name} isControl={variant.isControl} isTwin={variant.isTwin} />, numeric: true,
            cell: (group: RatioGroup) => assignedOf(group, variant.id),
          })),
          { head: text.p, numeric: true, cell: tellTest },
          { head: text.adjusted, numeric: true, cell: ({ adjustedP }) => (adjustedP === null ? '' : tellP(adjustedP)) },
        ]}
      />
      {tested.length > SHOWN && <Button variant="subtle" color="gray" size="compact-sm" mt="xs" aria-expanded={all} onClick={() => setAll(!all)}>{all ? text.fewer : text.more(groups.length)}</Button>}
      <p className={css.test}>{text.note}</p>
    </>
  );
}

const tellTest = ({ kind, p }: RatioGroup): string => (p !== null ? tellP(p) : kind === 'fallback' ? text.afterwards : text.tooFew);

function assignedOf({ variants }: RatioGroup, id: string): string {
  const found = variants.find(({ variantId }) => variantId === id);
  return found ? text.assigned(count(found.assigned), count(Math.round(found.expected))) : '';
}
