import type { ReactNode } from 'react';
import type { DataSetCount, DataSetManifest } from '#contracts';
import { DataTable } from '../../charts/data-table.tsx';
import { count } from '../../format.ts';
import backends from '../backends.module.css';
import { words } from './strings.ts';
import css from './data-sets.module.css';

const text = words.count;
const capital = (sentence: string): string => sentence.charAt(0).toUpperCase() + sentence.slice(1);

type Counted = Pick<DataSetManifest, 'qualify' | 'byWhy' | 'leftOut' | 'marked'>;
interface Line {
  key: string;
  said: string;
  turns: number;
  kind: 'in' | 'out' | 'mark';
}

const linesOf = ({ byWhy, leftOut, marked }: Counted): Line[] => [
  ...byWhy.map(({ why, turns }): Line => ({ key: `in ${why}`, said: words.why[why], turns, kind: 'in' })),
  ...marked.map(({ mark, turns }): Line => ({ key: `mark ${mark}`, said: words.marks[mark], turns, kind: 'mark' })),
  ...leftOut.map(({ reason, turns }): Line => ({ key: `out ${reason}`, said: words.reasons[reason], turns, kind: 'out' })),
];
const kinds = { in: text.qualifying, out: text.out, mark: text.marked };

/** Why turns are in or out, as a table. */
export const ReasonTable = ({ counted }: { counted: Counted }): ReactNode => (
  <DataTable
    caption={text.caption} rows={linesOf(counted)} keyOf={({ key }) => key}
    columns={[
      { head: text.reason, cell: ({ said }) => <span className={css.reason}>{capital(said)}</span> },
      { head: <span className="visually-hidden">{text.inOrOut}</span>, cell: ({ kind }) => <span className={css.kind} data-kind={kind}>{kinds[kind]}</span> },
      { head: text.column, numeric: true, cell: ({ turns }) => count(turns) },
    ]}
  />
);

export const heroOf = ({ qualify, leftOut }: Counted): string => text.hero(count(qualify), count(leftOut.reduce((sum, { turns }) => sum + turns, 0)));

/** What a data set of these filters would hold, as it is typed. */
export function CountPanel({ counted }: { counted: DataSetCount }): ReactNode {
  const { qualify, conversations, beyond, complete } = counted;
  if (conversations === 0) return <p className={backends.told}>{text.nothing}</p>;
  return (
    <>
      <p className={css.hero} role="status">{heroOf(counted)}</p>
      <p className={backends.note}>{text.from(count(conversations))} {beyond > 0 && text.beyond(count(beyond))} {!complete && text.later}</p>
      {qualify < 50 && <p className={backends.look}>{qualify < 10 ? text.tooFew : text.few}</p>}
      <div className={css.below}><ReasonTable counted={counted} /></div>
    </>
  );
}
