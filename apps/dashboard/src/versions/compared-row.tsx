import type { ReactNode } from 'react';
import type { Preview } from '#contracts';
import { duration, percent } from '../format.ts';
import { plain } from '../inbox/plain.ts';
import { hasChanged, isRight, type Compared, type Outcome } from './comparison.ts';
import { words } from './strings.ts';
import { TakeOut } from './take-out.tsx';
import { wordDiff } from './word-diff.ts';
import css from './versions.module.css';

const text = words.preview;

interface Props {
  row: Compared;
  baseNumber: number | null;
  onRemove: () => void;
}

/** One question, its two answers, and whether anything changes. */
export function ComparedRow({ row, baseNumber, onRemove }: Props): ReactNode {
  const { question, base, draft } = row;
  const changed = hasChanged(row);
  const before = base?.state === 'answered' ? plain(base.preview.text) : null;
  return (
    <li className={css.row} data-changed={changed === true}>
      <div className={css.rowHead}>
        <p className={css.question} dir="auto">{question.text}</p>
        {changed !== null && <span className={css.mark} data-changed={changed}>{changed ? text.isChanged : text.isSame}</span>}
        <TakeOut question={question.text} onRemove={onRemove} />
      </div>
      <p className={css.soft}>{question.intent === null ? text.from[question.from] : `${text.from[question.from]}, ${text.expected(question.intent)}`}</p>
      <div className={base ? css.sides : undefined}>
        {base && <Side name={text.base(baseNumber ?? 0)} outcome={base} right={isRight(question, base)} before={null} />}
        <Side name={text.draft} outcome={draft} right={isRight(question, draft)} before={before} />
      </div>
    </li>
  );
}

interface SideProps {
  name: string;
  outcome: Outcome;
  right: boolean | null;
  /** Of the version: words that are new here are marked. */
  before: string | null;
}

function Side({ name, outcome, right, before }: SideProps): ReactNode {
  return (
    <div className={css.side} aria-busy={outcome.state === 'asked'}>
      <h3 className={css.small}>{name}</h3>
      {outcome.state === 'asked' && (outcome.said ? <p className={css.said} dir="auto">{plain(outcome.said)}</p> : <p className={css.soft} role="status">{text.answering}</p>)}
      {outcome.state === 'failed' && <p className={css.failed}>{text.failed}. {outcome.message}</p>}
      {outcome.state === 'answered' && <Answer preview={outcome.preview} right={right} before={before} />}
    </div>
  );
}

function Answer({ preview, right, before }: { preview: Preview; right: boolean | null; before: string | null }): ReactNode {
  const { result, intent, confidence, totalMs, citations, options, errorCode } = preview;
  const said = plain(preview.text);
  const facts = [
    text.results[result], intent && text.understood(intent), right !== null && (right ? text.right1 : text.wrong1), confidence !== null && text.sure(percent(confidence, 0)), duration(totalMs),
  ].filter(Boolean);
  return (
    <>
      {said === ''
        ? <p className={css.soft}>{errorCode ? text.failedWith(errorCode) : text.noText}</p>
        : <p className={css.said} dir="auto">{before === null ? said : wordDiff(before, said).filter(({ kind }) => kind !== 'gone').map(({ kind, text: words }, at) => (kind === 'new' ? <ins key={at}>{words}</ins> : words))}</p>}
      {options.length > 0 && <p className={css.soft}>{text.offers(options.map(({ label }) => label).join(', '))}</p>}
      <p className={css.facts} data-right={right ?? 'unknown'}>{facts.join(' · ')}</p>
      {citations.length > 0 && <p className={css.soft}>{text.sources([...new Set(citations.map(({ title, heading }) => (heading ? `${title}, ${heading}` : title)))].join('; '))}</p>}
    </>
  );
}
