import type { ReactNode } from 'react';
import type { GateCheck } from '#contracts';
import { DataTable, type Column } from '../../charts/data-table.tsx';
import { Section } from '../../parts/page-frame.tsx';
import backends from '../backends.module.css';
import { words } from './strings.ts';
import css from './evaluations.module.css';

const text = words.page;
const looks: Readonly<Record<GateCheck['outcome'], string>> = { passed: 'good', failed: 'bad', unknown: 'look', not_asked: 'none' };
const plain = (value: number): string => String(Math.round(value * 10) / 10);
/** A ratio may be far below 1. */
const ratio = (value: number): string => (value > 0 && value < 0.01 ? 'under 0.01' : String(Number(value.toPrecision(2))));

/** "-14.2 to -4.1 points" of a difference, "0.8 to 1.2 times" of a ratio, "41 to 62 %" of a share. */
function intervalOf({ name, low, high }: GateCheck): string {
  if (low === null || high === null) return '';
  // The baseline's figure may be all but 0: then no upper end was found.
  if (high >= Number.MAX_SAFE_INTEGER) return text.openInterval(ratio(low));
  if (name === 'latency' || name === 'cost') return `${ratio(low)} to ${ratio(high)} times`;
  return name === 'wins' ? `${plain(low * 100)} to ${plain(high * 100)} %` : `${plain(low * 100)} to ${plain(high * 100)} points`.replaceAll('-', '−');
}

const columns: Column<GateCheck>[] = [
  { head: text.columns.check, cell: ({ name }) => words.checks[name] },
  { head: text.columns.outcome, cell: ({ outcome }) => <span className={backends.state} data-on={looks[outcome]}>{words.checkOutcomes[outcome]}</span> },
  { head: text.columns.sentence, cell: ({ sentence }) => <span className={css.sentence}>{sentence}</span> },
  { head: text.columns.interval, numeric: true, cell: intervalOf },
];

/** Every question that the gate asked, with what it saw. */
export const CheckTable = ({ checks }: { checks: readonly GateCheck[] }): ReactNode => (
  <Section title={text.checks}><DataTable caption={text.checksCaption} rows={checks} keyOf={({ name }) => name} columns={columns} /></Section>
);
