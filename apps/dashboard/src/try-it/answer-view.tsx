import { Button, Skeleton } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Preview } from '#contracts';
import { plain } from '../inbox/plain.ts';
import { MarkdownView } from '../parts/markdown-view.tsx';
import { toldCall } from '../backends/tools/told-call.ts';
import { answersCost, count, duration, languageName, percent } from '../format.ts';
import { useVersionName } from '../parts/version-select.tsx';
import { partWords } from '../strings.ts';
import type { Answer } from './rounds.ts';
import { words } from './strings.ts';
import css from './try-it.module.css';

interface Props {
  answer: Answer;
  disabled: boolean;
  onOption: (label: string) => void;
  onAgain: () => void;
}

export function AnswerView({ answer, disabled, onOption, onAgain }: Props): ReactNode {
  switch (answer.state) {
    case 'asked': return answer.said ? <div className={css.text}><MarkdownView source={answer.said} /></div> : <div role="status" aria-label={words.answering}><Skeleton height={16} mb={8} /><Skeleton height={16} width="70%" /></div>;
    case 'failed': return <Failed title={words.notAnswered} why={answer.message} id={answer.requestId} disabled={disabled} onAgain={onAgain} />;
    case 'answered': return <Answered preview={answer.preview} disabled={disabled} onOption={onOption} onAgain={onAgain} />;
  }
}

function Failed({ title, why, id, disabled, onAgain }: { title: string; why: string; id: string | null; disabled: boolean; onAgain: () => void }): ReactNode {
  return (
    <div className={css.failed} role="alert">
      <p><strong>{title}</strong></p>
      <p>{why}</p>
      <Button variant="default" size="compact-sm" disabled={disabled} onClick={onAgain}>{words.again}</Button>
      {id && <p className={css.soft}>{partWords.requestId(id)}</p>}
    </div>
  );
}

function Answered({ preview, disabled, onOption, onAgain }: { preview: Preview; disabled: boolean; onOption: (label: string) => void; onAgain: () => void }): ReactNode {
  const { text, options, citations, errorCode } = preview;
  return (
    <>
      <div className={css.words}>
        {text !== '' && <div className={css.text}><MarkdownView source={text} /></div>}
        {text === '' && !errorCode && <p className={css.soft}>{words.noText}</p>}
        {errorCode && <Failed title={words.failed} why={words.errors[errorCode] ?? words.errorCode(errorCode)} id={null} disabled={disabled} onAgain={onAgain} />}
        {options.length > 0 && (
          <div className={css.options} role="group" aria-label={words.options}>
            <p className={css.soft}>{words.options}</p>
            {options.map(({ intent, label }) => <Button key={intent} variant="default" size="compact-sm" disabled={disabled} onClick={() => onOption(label)}>{label}</Button>)}
          </div>
        )}
        {citations.length > 0 && <Sources citations={citations} />}
      </div>
      <Facts preview={preview} />
    </>
  );
}

const Sources = ({ citations }: Pick<Preview, 'citations'>): ReactNode => (
  <details className={css.sources}>
    <summary>{words.sources} ({citations.length})</summary>
    <ol>
      {citations.map((citation) => (
        <li key={`${citation.articleId}-${citation.start}`}>
          <Link to={`/knowledge/articles/${citation.articleId}`}>{citation.title}{citation.heading ? `, ${citation.heading}` : ''}</Link>
          {' '}<span className={css.soft}>{words.articleVersion(citation.articleVersion)}</span>
          <blockquote dir="auto" title={plain(citation.snippet)}>{plain(citation.snippet)}</blockquote>
        </li>
      ))}
    </ol>
  </details>
);

/** The built-in engine understands English; other languages it reads by their words. */
function languageFact({ language, servedEngine }: Preview): string {
  if (language === null) return words.noLanguage;
  return language === 'en' || servedEngine !== 'embedded' ? languageName(language) : words.wordsAlone(languageName(language));
}

/** The same lines in each column, so that they can be read across. */
function Facts({ preview }: { preview: Preview }): ReactNode {
  const { facts } = words;
  const routedTo = useVersionName(preview.servedBackendVersionId);
  const counted = preview.inputTokens !== null || preview.outputTokens !== null;
  const lines: [string, string][] = [
    [facts.result, words.results[preview.result]],
    [facts.intent, preview.intent ?? words.noIntent],
    [facts.confidence, preview.confidence === null ? words.notMeasured : percent(preview.confidence, 0)],
    [facts.language, languageFact(preview)],
    [facts.firstToken, preview.firstTokenMs === null ? words.notMeasured : duration(preview.firstTokenMs)],
    [facts.total, duration(preview.totalMs)],
    [facts.tokens, counted ? words.tokens(count(preview.inputTokens ?? 0), count(preview.outputTokens ?? 0)) : words.noTokens],
    [facts.cost, preview.costMicroUsd === null ? words.notMeasured : answersCost(preview.costMicroUsd)],
    // Answers that a tab kept from an earlier release do not have it.
    ...(preview.guard?.length ? [[facts.guard, preview.guard.map((finding) => partWords.guard[finding]).join('; ')] as [string, string]] : []),
    ...(preview.toolCalls?.length ? [[facts.tools, preview.toolCalls.map(toldCall).join('; ')] as [string, string]] : []),
    [facts.engine, words.engines[preview.servedEngine] ?? (preview.servedEngine || words.notMeasured)],
    ...(routedTo ? [[facts.routedTo, routedTo] satisfies [string, string]] : []),
  ];
  return <dl className={css.facts}>{lines.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>;
}
