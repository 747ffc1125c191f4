import type { ReactNode } from 'react';
import { DataTable } from '../../charts/data-table.tsx';
import { count, percent } from '../../format.ts';
import { ShareBar } from '../share-bar.tsx';
import { ofThousand, type Met, type ReadOff } from './read-off.ts';
import { words } from './strings.ts';
import css from '../backends.module.css';

type Read = Extract<ReadOff, { kind: 'read' }>;

const whole = (share: number): string => percent(share, 0);

/** A share of all questions, whose number stands above, with how many that are. */
const ofAll = (share: number, all: number): string => `${percent(share)} (${count(share * all)})`;
/** A share of those that this happened to. */
function ofThese(share: number | null, these: number): string {
  if (share === null) return words.unknown;
  return these === 0 ? words.nothing : `${percent(share)} (${words.counted(count(share * these), count(these))})`;
}

interface Row {
  name: string;
  tell: (met: Met, questions: number) => string;
}

const rows: readonly Row[] = [
  { name: words.rows.answered, tell: ({ answered }, of) => ofAll(answered, of) },
  { name: words.rows.right, tell: ({ accuracy, answered }, of) => ofThese(accuracy, Math.round(answered * of)) },
  { name: words.rows.askedBack, tell: ({ askedBack }, of) => ofAll(askedBack, of) },
  { name: words.rows.offered, tell: ({ offeredRight, askedBack }, of) => ofThese(offeredRight, Math.round(askedBack * of)) },
  { name: words.rows.handedOver, tell: ({ handedOver }, of) => ofAll(handedOver, of) },
];

function onTest({ answered, accuracy }: Met): string {
  return accuracy === null ? words.onTestUnknown(percent(answered)) : words.onTest(percent(answered), percent(accuracy));
}

function Reach({ wish, expected }: Pick<Read, 'wish' | 'expected'>): ReactNode {
  if (!wish || wish.reached) return null;
  const furthest = wish.furthest === null ? words.noneReached : words.furthest(whole(wish.furthest));
  return <p className={css.look}>{words.outOfReach(whole(wish.target), percent(expected.accuracy ?? 0))} {furthest}</p>;
}

/** What visitors will meet at the chosen thresholds: in a sentence, as a bar, and in every number. */
export function ReadOffView({ read, quotes }: { read: Read; quotes: boolean }): ReactNode {
  const { expected, tested, wish, heldOut, testQuestions } = read;
  const { answered, askedBack, handedOver, accuracy } = expected;
  const [first = 0, second = 0, third = 0] = ofThousand([answered, askedBack, handedOver]);
  const shown = wish ? rows : rows.filter(({ name }) => name !== words.rows.offered);
  const measured = heldOut.folds > 1 ? words.part.inTurns(count(heldOut.questions), heldOut.folds) : words.part.once(count(heldOut.questions));
  return (
    <>
      <div role="status" className={css.stack}>
        <Reach wish={wish} expected={expected} />
        <p className={css.told}>{words.thousand(count(first), count(second), count(third))} {accuracy === null ? words.rightUnknown : words.right(percent(accuracy))}</p>
      </div>
      <ShareBar parts={[{ name: words.rows.answered, share: answered }, { name: words.rows.askedBack, share: askedBack }, { name: words.rows.handedOver, share: handedOver }]} />
      <p className={css.note}>{measured} {!wish && words.interpolated} {onTest(tested)} {quotes && words.articles}</p>
      <DataTable
        caption={words.caption} rows={shown} keyOf={({ name }) => name}
        columns={[
          { head: words.columns.what, cell: ({ name }) => <span className={css.wide}>{name}</span> },
          { head: words.columns.heldOut(count(heldOut.questions)), numeric: true, cell: ({ tell }) => tell(expected, heldOut.questions) },
          { head: words.columns.test(count(testQuestions)), numeric: true, cell: ({ tell }) => tell(tested, testQuestions) },
        ]}
      />
    </>
  );
}
