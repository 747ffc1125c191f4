import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { ArticleSuggestion } from '#contracts';
import { DataTable, type Column } from '../../charts/data-table.tsx';
import { instant, middle } from '../../format.ts';
import { NotSaved } from '../../parts/failure.tsx';
import { offerUndo } from '../../parts/offer-undo.tsx';
import { useMay, useSession } from '../../session.tsx';
import { useAcceptSuggestion, useDeclineSuggestion, useRestoreSuggestion } from './data.ts';
import { words } from './strings.ts';
import knowledge from '../knowledge.module.css';
import css from './topics.module.css';

const text = words.suggestions;
const SPOKEN = 60;

function columnsIn(timeZone: string, ofOneArticle: boolean): Column<ArticleSuggestion>[] {
  const { columns } = text;
  const article: Column<ArticleSuggestion> = {
    head: columns.article, cell: ({ articleId, articleTitle }) => <Link className={`${knowledge.link} ${knowledge.clip} ${knowledge.short}`} to={`/knowledge/articles/${articleId}`} title={articleTitle}>{articleTitle}</Link>,
  };
  return [
    { head: columns.question, cell: (one) => <Question suggestion={one} /> },
    ...(ofOneArticle ? [] : [article]),
    { head: columns.likeness, numeric: true, cell: ({ likeness }) => likeness.toFixed(2) },
    { head: columns.why, cell: ({ reason }) => words.reasons[reason] },
    { head: columns.asked, numeric: true, cell: ({ askedAt, conversationId, text: question }) => <Link className={css.link} to={`/conversations/${conversationId}`} aria-label={`${instant(askedAt, timeZone)}: ${words.openConversation(middle(question, SPOKEN))}`}>{instant(askedAt, timeZone)}</Link> },
  ];
}

function Question({ suggestion }: { suggestion: ArticleSuggestion }): ReactNode {
  const notes = [suggestion.traffic === 'replay' && words.traffics.replay.toLowerCase(), suggestion.personReplied && text.personReplied, suggestion.labelled === 'test' && text.testQuestion].filter(Boolean);
  return <span className={knowledge.wide} dir="auto">{suggestion.text}{notes.length > 0 && <span className={css.below}>{notes.join(' · ')}</span>}</span>;
}

/** Real questions near articles; one click decides about each. */
export function SuggestionTable({ suggestions, ofOneArticle = false }: { suggestions: readonly ArticleSuggestion[]; ofOneArticle?: boolean }): ReactNode {
  const { timeZone } = useSession().workspace;
  const may = useMay('content:write');
  const [accept, decline, restore] = [useAcceptSuggestion(), useDeclineSuggestion(), useRestoreSuggestion()];
  const take = ({ id, articleTitle }: ArticleSuggestion) => accept.mutate({ id }, { onSuccess: () => notifications.show({ message: text.accepted(articleTitle) }) });
  const refuse = ({ id }: ArticleSuggestion) => decline.mutate({ id }, { onSuccess: () => offerUndo(text.declined, () => restore.mutateAsync({ id })) });
  const busy = accept.isPending || decline.isPending;
  const decide: Column<ArticleSuggestion> = {
    head: <span className="visually-hidden">{text.columns.act}</span>, numeric: true,
    cell: (one) => (
      <span className={css.decide}>
        <Button size="compact-sm" aria-label={text.acceptThis(middle(one.text, SPOKEN))} disabled={busy} onClick={() => take(one)}>{text.accept}</Button>
        <Button size="compact-sm" variant="default" aria-label={text.declineThis(middle(one.text, SPOKEN))} disabled={busy} onClick={() => refuse(one)}>{text.decline}</Button>
      </span>
    ),
  };
  return (
    <>
      <NotSaved error={accept.error ?? decline.error} />
      <DataTable framed={!ofOneArticle} caption={text.caption} rows={suggestions} keyOf={({ id }) => id} columns={[...columnsIn(timeZone, ofOneArticle), ...(may ? [decide] : [])]} />
    </>
  );
}
