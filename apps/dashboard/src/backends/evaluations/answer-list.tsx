import { Group, Select } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { EvaluatedFilter, EvaluationCaseKind, type EvaluationAnswer, type ReplyOf, type listEvaluationAnswers } from '#contracts';
import { cost, count, duration } from '../../format.ts';
import { Loaded } from '../../parts/loaded.tsx';
import { MarkdownView } from '../../parts/markdown-view.tsx';
import { Section } from '../../parts/page-frame.tsx';
import { CardSkeleton } from '../../parts/skeletons.tsx';
import backends from '../backends.module.css';
import { useEvaluatedAnswers } from './data.ts';
import { Evidence } from './evidence.tsx';
import { Expected } from './expected.tsx';
import { markedPieces } from './marked-text.ts';
import { Pages, usePages } from './pages.tsx';
import { words } from './strings.ts';
import css from './evaluations.module.css';

const text = words.answers;
const A_PAGE = 10;
type Evaluated = ReplyOf<typeof listEvaluationAnswers>['items'][number];

/** Every case with what both versions said to it; what got worse comes first to those who have a verdict. */
export function AnswerList({ id, done, hasVerdict }: { id: string; done: number; hasVerdict: boolean }): ReactNode {
  const [chosen, setChosen] = useState<EvaluatedFilter | null>(null);
  const [kind, setKind] = useState<EvaluationCaseKind | null>(null);
  const only = chosen ?? (hasVerdict ? 'worse' : 'all');
  const pages = usePages(`${only} ${kind}`);
  const reading = useEvaluatedAnswers({ id, only, ...(kind ? { kind } : {}), after: pages.after, limit: A_PAGE });
  const { refetch } = reading;
  useEffect(() => void refetch(), [done, refetch]);
  const options = (['worse', 'failed', 'better', 'all'] as const).map((value) => ({ value, label: words.filters[value] }));
  const kinds = EvaluationCaseKind.options.map((value) => ({ value, label: words.kinds[value] }));
  const filters = (
    <Group gap="xs">
      <Select aria-label={words.set.kind} placeholder={words.set.allKinds} size="xs" clearable data={kinds} value={kind} onChange={(value) => setKind(value === null ? null : EvaluationCaseKind.parse(value))} />
      <Select aria-label={text.filter} size="xs" allowDeselect={false} data={options} value={only} onChange={(value) => setChosen(EvaluatedFilter.parse(value))} />
    </Group>
  );
  return (
    <Section title={text.title} actions={filters}>
      <Loaded reading={reading} skeleton={<CardSkeleton height={240} />}>
        {({ items, total, next }) => (
          <>
            {items.length === 0 && <p className={backends.note}>{text.none}</p>}
            <ol className={css.cases} aria-label={text.caption}>{items.map((one) => <Case key={one.case.id} one={one} />)}</ol>
            <Pages pages={pages} size={A_PAGE} shown={items.length} total={total} next={next} turning={reading.isPlaceholderData} />
          </>
        )}
      </Loaded>
    </Section>
  );
}

function Case({ one: { case: asked, candidate, baseline, comparisons } }: { one: Evaluated }): ReactNode {
  return (
    <li className={css.case}>
      <p className={css.asked} dir="auto">{asked.question}</p>
      <div className={css.about}><span>{text.case(count(asked.number))}</span><span>{words.kinds[asked.kind]}</span><Expected asked={asked} /></div>
      <div className={css.sides}><Side name={text.candidate} answer={candidate} /><Side name={text.baseline} answer={baseline} /></div>
      {asked.reference !== null && <p className={css.reference} dir="auto"><strong>{text.reference}:</strong> {asked.reference}</p>}
      {comparisons.map(({ by, result, reason, at }) => <p key={`${by} ${at}`} className={css.reference}>{by === 'model' ? text.judge : text.person} {text.preferred[result]}{reason ? `: ${reason}` : '.'}</p>)}
    </li>
  );
}

function Side({ name, answer }: { name: string; answer: EvaluationAnswer | null }): ReactNode {
  if (!answer) return <div className={css.side}><h3>{name}</h3><p className={backends.soft}>{text.missing}</p></div>;
  const { faults, totalMs, costMicroUsd } = answer;
  const forbidden = faults.filter(({ code }) => code === 'said_forbidden').map(({ detail }) => detail);
  return (
    <div className={css.side} data-fails={faults.length > 0}>
      <h3>{name} <span>{faults.length > 0 ? text.fails : text.passed}</span><span>{duration(totalMs)}</span>{costMicroUsd !== null && <span>{cost(costMicroUsd)}</span>}</h3>
      <Said answer={answer.text.trim()} forbidden={forbidden} />
      {faults.length > 0 && <ul className={css.chips}>{faults.map(({ code, detail }) => <li key={`${code} ${detail}`} className={css.chip} data-fault="true" dir="auto">{words.faults[code]}: {detail}</li>)}</ul>}
      <Evidence answer={answer} />
    </div>
  );
}

/** As a visitor reads it; where it says what it must not, letter by letter, so that the very words can be marked. */
function Said({ answer, forbidden }: { answer: string; forbidden: readonly string[] }): ReactNode {
  if (answer === '') return <p className={css.said}>{text.noText}</p>;
  if (forbidden.length === 0) return <div className={css.said} dir="auto"><MarkdownView source={answer} /></div>;
  return <p className={css.said} data-raw="true" dir="auto">{markedPieces(answer, forbidden).map((piece, at) => (piece.marked ? <mark key={at}>{piece.text}</mark> : piece.text))}</p>;
}
