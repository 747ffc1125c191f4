import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Preview } from '#contracts';
import { answersCost, cost, count, duration } from '../../format.ts';
import { plain } from '../../inbox/plain.ts';
import { partWords } from '../../strings.ts';
import { hasChanged, isRight, type Outcome } from '../../versions/comparison.ts';
import type { ChosenQuestion } from '../../versions/questions.ts';
import { words as versionWords } from '../../versions/strings.ts';
import { wordDiff } from '../../versions/word-diff.ts';
import { words as tryWords } from '../strings.ts';
import { words } from './strings.ts';
import css from './playground.module.css';

interface Props {
  question: ChosenQuestion;
  outcome: Outcome | undefined;
  /** Of the first column, to mark what differs; undefined: nothing is marked. */
  first: Outcome | undefined;
  busy: boolean;
  /** Null: the column cannot be asked. */
  onAgain: (() => void) | null;
}

/** One answer, with everything that it took. */
export function Cell({ question, outcome, first, busy, onAgain }: Props): ReactNode {
  const again = onAgain && <Button variant="subtle" color="gray" size="compact-xs" disabled={busy} onClick={onAgain}>{words.again}</Button>;
  if (!outcome) return <p className={css.soft}>{words.notAsked}</p>;
  if (outcome.state === 'asked') return <p className={outcome.said ? css.said : css.soft} aria-busy dir="auto">{outcome.said ? plain(outcome.said) : words.waiting}</p>;
  if (outcome.state === 'failed') return <div className={css.failed}><p>{words.failed}. {outcome.message}</p>{again}</div>;
  return (
    <>
      <Said preview={outcome.preview} before={first?.state === 'answered' ? plain(first.preview.text) : null} />
      <Took question={question} outcome={outcome} preview={outcome.preview} first={first} />
      {again}
    </>
  );
}

function Said({ preview: { text, errorCode }, before }: { preview: Preview; before: string | null }): ReactNode {
  const said = plain(text);
  if (said === '') return <p className={css.soft}>{errorCode ? tryWords.errors[errorCode] ?? tryWords.errorCode(errorCode) : tryWords.noText}</p>;
  if (before === null) return <p className={css.said} dir="auto">{said}</p>;
  return (
    <p className={css.said} dir="auto">
      {wordDiff(before, said).map(({ kind, text: piece }, at) => {
        if (kind === 'gone') return <del key={at}>{piece}</del>;
        return kind === 'new' ? <ins key={at}>{piece}</ins> : <span key={at}>{piece}</span>;
      })}
    </p>
  );
}

function Took({ question, outcome, preview, first }: { question: ChosenQuestion; outcome: Outcome; preview: Preview; first: Outcome | undefined }): ReactNode {
  const { result, intent, inputTokens, outputTokens, costMicroUsd, firstTokenMs, totalMs, citations, options, guard, toolCalls, servedEngine } = preview;
  const right = isRight(question, outcome);
  const changed = first ? hasChanged({ base: first, draft: outcome }) : null;
  const facts = [
    tryWords.results[result], intent && versionWords.preview.understood(intent), right !== null && (right ? versionWords.preview.right1 : versionWords.preview.wrong1),
    firstTokenMs !== null && words.first(duration(firstTokenMs)), words.whole(duration(totalMs)),
    inputTokens === null && outputTokens === null ? words.noTokens : words.tokens(count(inputTokens ?? 0), count(outputTokens ?? 0)),
    costMicroUsd !== null && (servedEngine === 'embedded' ? `${tryWords.facts.cost}: ${answersCost(costMicroUsd)}` : words.cost(cost(costMicroUsd))),
    changed !== null && (changed ? words.changed : words.same),
  ].filter(Boolean);
  return (
    <>
      <p className={css.facts} data-right={right ?? 'unknown'}>{facts.join(' · ')}</p>
      {options.length > 0 && <p className={css.facts}>{words.offers(options.map(({ label }) => label).join(', '))}</p>}
      {citations.length > 0 && <p className={css.facts}>{words.sources([...new Set(citations.map(({ title, heading }) => (heading ? `${title}, ${heading}` : title)))].join('; '))}</p>}
      {toolCalls && toolCalls.length > 0 && <p className={css.facts}>{words.tools(toolCalls.map(({ name }) => name).join(', '))}</p>}
      {guard.length > 0 && <p className={css.look}>{words.guard(guard.map((finding) => partWords.guard[finding]).join('; '))}</p>}
    </>
  );
}
