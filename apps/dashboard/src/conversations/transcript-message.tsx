import type { ReactNode } from 'react';
import { toldToTeam } from '#contracts';
import type { RecordedMessage } from '#contracts';
import { toldCall } from '../backends/tools/told-call.ts';
import { answersCost, count, duration, instant, languageName, percent } from '../format.ts';
import { reasonOf } from '../model-failures.ts';
import { MarkdownView } from '../parts/markdown-view.tsx';
import { useVersionName } from '../parts/version-select.tsx';
import { useMay } from '../session.tsx';
import { partWords } from '../strings.ts';
import css from './conversations.module.css';
import { words } from './strings.ts';

/** What is recorded about an answer, in one line of plain words. */
function factsOf(message: RecordedMessage): string[] {
  // No model was asked: there was nothing to measure.
  const unasked = message.result === 'budget';
  const facts = [
    message.result && words.results[message.result],
    words.messageStates[message.state],
    message.errorCode && words.why(reasonOf(message.errorCode)),
    message.intent && words.intent(message.intent),
    message.confidence !== null && words.confidence(percent(message.confidence, 0)),
    message.language && message.language !== 'en' && words.language[message.servedEngine === 'embedded' ? 'words' : 'full'](languageName(message.language)),
    message.firstTokenMs !== null && words.firstToken(duration(message.firstTokenMs)),
    message.totalMs !== null && !unasked && words.total(duration(message.totalMs)),
    message.inputTokens ? words.tokens(count(message.inputTokens), count(message.outputTokens ?? 0)) : null,
    message.costMicroUsd !== null && !unasked && words.cost(answersCost(message.costMicroUsd)),
    message.servedEngine && (words.engine[message.servedEngine] ?? message.servedEngine),
    message.fallbackReason && words.fallback(reasonOf(message.fallbackReason)),
    message.thumb && words.thumbs[message.thumb],
    ...message.guard.map((finding) => partWords.guard[finding]),
  ];
  // What came of it and the state that it is in often have the same name.
  return [...new Set(facts.filter((fact): fact is string => typeof fact === 'string' && fact !== ''))];
}

/** Whom a version that routes by topic handed the question to; nothing where another engine stepped in. */
function RoutedTo({ message: { assignedBackendVersionId, servedBackendVersionId, fallbackReason } }: { message: RecordedMessage }): ReactNode {
  const routed = servedBackendVersionId !== null && servedBackendVersionId !== assignedBackendVersionId && fallbackReason === null;
  return useMay('models:read') && routed && <NameOfVersion id={servedBackendVersionId} />;
}

function NameOfVersion({ id }: { id: string }): ReactNode {
  const name = useVersionName(id);
  return name && ` · ${words.routedTo(name)}`;
}

/** What happened between the messages, in one quiet line. */
const Happened = ({ message: { text, createdAt }, timeZone }: { message: RecordedMessage; timeZone: string }): ReactNode => (
  <li className={css.happened}>{toldToTeam(text)} <time dateTime={createdAt}>{instant(createdAt, timeZone)}</time></li>
);

/** One message of a transcript as the team reads it: a visitor's words as they are, answers as the visitor saw them. */
export function TranscriptMessage({ message, timeZone }: { message: RecordedMessage; timeZone: string }): ReactNode {
  if (message.role === 'system') return <Happened message={message} timeZone={timeZone} />;
  const facts = message.role === 'assistant' ? factsOf(message) : [];
  return (
    <li className={css.message} data-role={message.role} data-state={message.state}>
      <p className={css.author}>{message.authorName ?? words.roles[message.role]} <time dateTime={message.createdAt}>{instant(message.createdAt, timeZone)}</time></p>
      {message.role === 'visitor' ? <p className={css.text} dir="auto">{message.text}</p> : <MarkdownView source={message.text} />}
      {message.toolCalls.length > 0 && <ul className={css.looked} aria-label={words.lookedUp}>{message.toolCalls.map((call, at) => <li key={at}>{toldCall(call)}</li>)}</ul>}
      {message.options.length > 0 && <p className={css.facts}>{words.options}: {message.options.map((option) => option.label).join(' · ')}</p>}
      {message.citations.length > 0 && (
        <details className={css.sources}>
          <summary>{words.sources} ({message.citations.length})</summary>
          <ol>
            {message.citations.map((citation) => (
              <li key={`${citation.articleId}-${citation.start}`}>
                <cite>{citation.title}{citation.heading ? `, ${citation.heading}` : ''}, {words.version(citation.articleVersion)}</cite>
                <blockquote>{citation.snippet}</blockquote>
              </li>
            ))}
          </ol>
        </details>
      )}
      {facts.length > 0 && <p className={css.facts}>{facts.join(' · ')}<RoutedTo message={message} /></p>}
    </li>
  );
}
