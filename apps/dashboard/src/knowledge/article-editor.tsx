import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import type { Article } from '#contracts';
import { instant } from '../format.ts';
import { NotSaved } from '../parts/failure.tsx';
import { useSession } from '../session.tsx';
import { changesOf, draftOf, fieldsOf } from './article-draft.ts';
import { ArticleForm } from './article-form.tsx';
import { useChangeArticle } from './data.ts';
import { words } from './strings.ts';
import { useUnsaved } from './use-unsaved.ts';
import css from './knowledge.module.css';

const text = words.article;

/** Edits an article against the version that was opened; only what differs from it is sent. */
export function ArticleEditor({ article, readOnly }: { article: Article; readOnly: boolean }): ReactNode {
  const [opened, setOpened] = useState(article);
  const [draft, setDraft] = useState(() => draftOf(article));
  const change = useChangeArticle();
  const { timeZone } = useSession().workspace;
  const fields = fieldsOf(draft);
  const changes = fields && changesOf(fields, opened);
  const changed = JSON.stringify(draft) !== JSON.stringify(draftOf(opened));
  useUnsaved(changed);
  // Nothing was typed yet: what somebody else saved may simply appear.
  if (article.version > opened.version && !changed) {
    setOpened(article);
    setDraft(draftOf(article));
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!changes) return;
    change.mutate({ id: article.id, ...changes }, {
      onSuccess: (saved) => {
        setOpened(saved);
        setDraft(draftOf(saved));
        notifications.show({ message: text.saved(saved.version) });
      },
    });
  };
  return (
    <form onSubmit={submit}>
      <p className={css.note}>{text.facts(opened.version, instant(opened.updatedAt, timeZone))}</p>
      {article.version > opened.version && <p className={css.look} role="status">{text.moved(article.version)}</p>}
      <ArticleForm draft={draft} readOnly={readOnly} onChange={(part) => setDraft((before) => ({ ...before, ...part }))} />
      <NotSaved error={change.error} />
      {!readOnly && (
        <div className={css.buttons}>
          <Button type="submit" disabled={!changed || !changes} loading={change.isPending}>{text.save}</Button>
          <span className={css.soft}>{changed ? text.saveHint : text.unchanged}</span>
        </div>
      )}
    </form>
  );
}
