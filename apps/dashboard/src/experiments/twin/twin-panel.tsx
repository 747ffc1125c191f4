import type { ReactNode } from 'react';
import type { Results, TwinCheck } from '#contracts';
import { DataTable } from '../../charts/data-table.tsx';
import { percent } from '../../format.ts';
import { Section } from '../../parts/page-frame.tsx';
import { tellOwn } from '../compared/measures.ts';
import { words as compared } from '../compared/strings.ts';
import { WorkedOut } from '../worked-out/worked-out.tsx';
import { words } from './strings.ts';
import { tellTwin } from './tell-twin.ts';
import page from '../experiments.module.css';

/** The control beside its twin, apart from those that compete; nothing where there is no twin. */
export function TwinPanel({ results: { experiment: { variants }, analysis: { twin } } }: { results: Results }): ReactNode {
  if (!twin) return null;
  const nameOf = (which: (variant: Results['experiment']['variants'][number]) => boolean): string => variants.find(which)?.name ?? '';
  const own = (value: number | null): string => (value === null ? words.notKnown : tellOwn(twin.measure, value));
  return (
    <Section title={words.title}>
      <p className={page.prose}>{words.about(nameOf(({ isTwin }) => isTwin), nameOf(({ isControl }) => isControl))}</p>
      <DataTable
        caption={words.title} rows={[twin]} keyOf={({ variantId }) => variantId}
        columns={[
          { head: words.measure, cell: ({ measure }: TwinCheck) => compared.measures[measure] },
          { head: words.control, numeric: true, cell: ({ control }: TwinCheck) => own(control) },
          { head: words.twin, numeric: true, cell: (found: TwinCheck) => own(found.twin) },
          { head: words.difference, numeric: true, cell: tellTwin },
          { head: words.stands, cell: ({ result }: TwinCheck) => words.results[result] },
        ]}
      />
      <p className={page.note}>{words.note(percent(twin.alpha))}</p>
      <WorkedOut panel="twin" />
    </Section>
  );
}
