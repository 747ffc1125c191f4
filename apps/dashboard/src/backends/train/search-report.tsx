import type { ReactNode } from 'react';
import type { RecipeSearchReport as Findings } from '#contracts';
import { DataTable } from '../../charts/data-table.tsx';
import { count, percent, points } from '../../format.ts';
import { Section } from '../../parts/page-frame.tsx';
import css from '../backends.module.css';
import { words } from './strings.ts';

const text = words.search;
const bare = (share: number): string => `${(share * 100).toFixed(1)} points`;

/** The verdict in one sentence: what was kept, and why. */
function verdictOf({ best, standard, chosen }: Findings): string {
  if (best === null) return text.nothing;
  if (chosen === 'searched') return text.changed(best.number, points(best.gain), bare(best.gainError));
  return best.gain > 0 ? text.kept(best.number, points(best.gain), bare(best.gainError)) : text.keptBest(percent(standard.accuracy), bare(standard.standardError));
}

function Comparison({ findings: { best, chosen }, test }: { findings: Findings; test: NonNullable<Findings['test']> }): ReactNode {
  const used = (name: string, isUsed: boolean) => (isUsed ? `${name} (${text.used})` : name);
  const rows = [
    { name: used(text.standard, chosen === 'standard'), ...test.standard },
    { name: used(text.searched(best?.number ?? 0), chosen === 'searched'), ...test.searched },
  ];
  return (
    <>
      <p className={css.note}>{text.test(count(test.questions))}</p>
      <DataTable
        caption={text.caption} rows={rows} keyOf={({ name }) => name}
        columns={[
          { head: text.model, cell: ({ name }) => name },
          { head: text.fineTuned, numeric: true, cell: ({ fineTuned }) => percent(fineTuned) },
          { head: text.hybrid, numeric: true, cell: ({ hybrid }) => percent(hybrid) },
        ]}
      />
      <p className={css.note}>{text.difference(points(test.difference), bare(test.standardError))}</p>
    </>
  );
}

/** What a search came to, on the questions that chose and on those that did not. */
export function SearchReport({ findings }: { findings: Findings }): ReactNode {
  return (
    <Section title={text.title}>
      <p className={css.stage}>{verdictOf(findings)}</p>
      <p className={css.note}>{text.cpu(findings.cpuSeconds.toFixed(0), findings.tried)} {findings.endedBy === 'time' && text.endedByTime}</p>
      {findings.test && <Comparison findings={findings} test={findings.test} />}
    </Section>
  );
}
