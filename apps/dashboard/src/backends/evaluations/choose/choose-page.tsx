import { Button, Progress } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { Link, useParams } from 'react-router';
import type { BlindChoices } from '#contracts';
import { count } from '../../../format.ts';
import { NotSaved } from '../../../parts/failure.tsx';
import { Loaded } from '../../../parts/loaded.tsx';
import { PageFrame, Section } from '../../../parts/page-frame.tsx';
import { CardSkeleton } from '../../../parts/skeletons.tsx';
import backends from '../../backends.module.css';
import css from './choose.module.css';
import { Pair } from './pair.tsx';
import { words } from './strings.ts';
import { useChoices } from './use-choices.ts';

/** Two answers at a time, without their names. */
export function ChoosePage(): ReactNode {
  const { id = '' } = useParams();
  const choosing = useChoices(id);
  const { reading, choose, skip, undo } = choosing;
  useHotkeys([['1', () => choose('left')], ['2', () => choose('right')], ['0', () => choose('tie')], ['9', () => choose('both_bad')], ['s', skip], ['u', undo]]);
  const number = reading.data?.number;
  return (
    <PageFrame title={words.title} above={{ label: number === undefined ? words.above : words.back(number), to: `/backends/evaluations/${id}` }}>
      <Loaded reading={reading} skeleton={<><CardSkeleton height={72} /><CardSkeleton height={320} /></>}>
        {(desk) => (
          <>
            <Standing desk={desk} />
            <NotSaved error={choosing.error} title={words.notChosen} />
            {desk.pair ? <Pair pair={desk.pair} mine={desk.mine} choosing={choosing} /> : <Ended id={id} desk={desk} choosing={choosing} />}
          </>
        )}
      </Loaded>
    </PageFrame>
  );
}

function Standing({ desk: { made, wanted, mine, left, open } }: { desk: BlindChoices }): ReactNode {
  const told = wanted === null ? words.counted(count(made)) : words.made(count(made), count(wanted));
  return (
    <div className={css.standing}>
      {open && <p className={backends.note}>{wanted === null ? words.agreementOnly : words.lead}</p>}
      <p className={backends.stage} role="status"><span>{words.progress}: {told}</span><span className={backends.soft}>{open ? words.mine(count(mine), count(left)) : words.byYou(count(mine))}</span></p>
      {wanted !== null && <Progress value={Math.min(100, (made / wanted) * 100)} aria-label={words.progress} />}
    </div>
  );
}

function Ended({ id, desk, choosing: { busy, undo } }: { id: string; desk: BlindChoices; choosing: ReturnType<typeof useChoices> }): ReactNode {
  const [title, sentence] = endOf(desk);
  return (
    <Section title={title}>
      <p className={backends.note}>{sentence}</p>
      <div className={css.deeds}>
        <Button component={Link} to={`/backends/evaluations/${id}`}>{words.toEvaluation}</Button>
        {desk.open && desk.mine > 0 && <Button variant="default" disabled={busy} onClick={undo}>{words.undo}</Button>}
      </div>
    </Section>
  );
}

function endOf({ open, state, made, mine, wanted }: BlindChoices): [title: string, sentence: string] {
  if (!open) return [words.overTitle, words.over[state] ?? words.notYet];
  if (mine === 0) return [words.noneDone, words.noneMore];
  return [words.allDone, wanted === null || made >= wanted ? words.enough : words.allDoneMore(count(wanted - made))];
}
