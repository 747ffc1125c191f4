import { Button } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { NotSaved } from '../parts/failure.tsx';
import { PageFrame } from '../parts/page-frame.tsx';
import { emptyDraft, fieldsOf, slugOf, type ArticleDraft } from './article-draft.ts';
import { ArticleForm } from './article-form.tsx';
import { useCreateArticle } from './data.ts';
import { words } from './strings.ts';
import { useUnsaved } from './use-unsaved.ts';
import css from './knowledge.module.css';

export function NewArticlePage(): ReactNode {
  const [draft, setDraft] = useState(emptyDraft);
  const create = useCreateArticle();
  const go = useNavigate();
  const fields = fieldsOf(draft);
  useUnsaved(draft.body !== '' && !create.isSuccess);
  const change = (changes: Partial<ArticleDraft>) => setDraft((before) => {
    const after = { ...before, ...changes };
    // The address follows the title until somebody writes one.
    const follows = before.slug === slugOf(before.title) && changes.slug === undefined;
    return follows ? { ...after, slug: slugOf(after.title) } : after;
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (fields) create.mutate(fields, { onSuccess: ({ id }) => void go(`/knowledge/articles/${id}`) });
  };
  return (
    <PageFrame title={words.articles.newTitle} above={{ label: words.tabs.articles, to: '/knowledge/articles' }}>
      <form onSubmit={submit}>
        <ArticleForm draft={draft} onChange={change} readOnly={false} />
        <NotSaved error={create.error} />
        <div className={css.buttons}><Button type="submit" disabled={!fields} loading={create.isPending}>{words.article.create}</Button></div>
      </form>
    </PageFrame>
  );
}
