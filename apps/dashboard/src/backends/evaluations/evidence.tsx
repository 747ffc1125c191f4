import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { EvaluationAnswer } from '#contracts';
import { count, duration, percent } from '../../format.ts';
import { Disclosure } from '../../parts/disclosure.tsx';
import { partWords } from '../../strings.ts';
import { words as tryWords } from '../../try-it/strings.ts';
import { toldCall } from '../tools/told-call.ts';
import { words } from './strings.ts';
import css from './evaluations.module.css';

const text = words.evidence;
const { facts } = tryWords;

/** How an answer came about: what was shown and looked up, what the guard saw, what it took, and why none came. */
export function Evidence({ answer }: { answer: EvaluationAnswer }): ReactNode {
  const { citations, toolCalls, errorCode } = answer;
  return (
    <>
      {errorCode !== null && <p className={css.reference}>{tryWords.errors[errorCode] ?? tryWords.errorCode(errorCode)}</p>}
      <Disclosure summary={text.summary(count(citations.length), count(toolCalls.length))}>
        <dl className={css.evidence}>
          {linesOf(answer).map(([name, value]) => <div key={name}><dt>{name}</dt><dd dir="auto">{value}</dd></div>)}
          {citations.length > 0 && <div><dt>{tryWords.sources}</dt><dd><Sources citations={citations} /></dd></div>}
        </dl>
      </Disclosure>
    </>
  );
}

function linesOf({ result, intent, confidence, guard, toolCalls, firstTokenMs, inputTokens, outputTokens }: EvaluationAnswer): [string, string][] {
  const counted = inputTokens !== null || outputTokens !== null;
  return [
    [facts.result, tryWords.results[result]],
    ...(intent === null ? [] : [[facts.intent, confidence === null ? intent : text.sure(intent, percent(confidence, 0))] satisfies [string, string]]),
    [facts.firstToken, firstTokenMs === null ? tryWords.notMeasured : duration(firstTokenMs)],
    [facts.tokens, counted ? tryWords.tokens(count(inputTokens ?? 0), count(outputTokens ?? 0)) : tryWords.noTokens],
    ...(guard.length === 0 ? [] : [[facts.guard, guard.map((finding) => partWords.guard[finding]).join('; ')] satisfies [string, string]]),
    ...(toolCalls.length === 0 ? [] : [[facts.tools, toolCalls.map(toldCall).join('; ')] satisfies [string, string]]),
  ];
}

const Sources = ({ citations }: Pick<EvaluationAnswer, 'citations'>): ReactNode => (
  <ul>
    {citations.map(({ articleId, title, heading, snippet, start }) => (
      <li key={`${articleId} ${start}`}><Link to={`/knowledge/articles/${articleId}`}>{heading === null ? title : `${title}, ${heading}`}</Link>: {snippet}</li>
    ))}
  </ul>
);
