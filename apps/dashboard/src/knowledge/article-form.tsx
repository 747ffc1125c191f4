import { Switch, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { LinesField } from '../parts/lines-field.tsx';
import { Section } from '../parts/page-frame.tsx';
import { LONGEST_TITLE, goodSlug, questionLimits, type ArticleDraft } from './article-draft.ts';
import { BodyEditor } from './body-editor.tsx';
import { IntentKeys } from './intent-keys.tsx';
import { words } from './strings.ts';
import css from './knowledge.module.css';

const text = words.article;

interface Props {
  draft: ArticleDraft;
  onChange: (changes: Partial<ArticleDraft>) => void;
  readOnly: boolean;
}

/** The fields of an article. */
export function ArticleForm({ draft, onChange, readOnly }: Props): ReactNode {
  return (
    <>
      <Section title={words.articles.missing}>
        <div className={css.form}>
          <div className={css.pair}>
            <TextInput label={text.title} required maxLength={LONGEST_TITLE} value={draft.title} readOnly={readOnly} onChange={(event) => onChange({ title: event.currentTarget.value })} />
            <TextInput
              label={text.slug} required description={text.slugHint} inputWrapperOrder={['label', 'input', 'description', 'error']} maxLength={120} value={draft.slug}
              readOnly={readOnly} error={draft.slug !== '' && !goodSlug(draft.slug) && text.slugWrong} spellCheck={false} autoCapitalize="off"
              onChange={(event) => onChange({ slug: event.currentTarget.value })}
            />
          </div>
          <BodyEditor body={draft.body} readOnly={readOnly} onChange={(body) => onChange({ body })} />
        </div>
      </Section>
      <Section title={text.questions}>
        <div className={css.pair}>
          <LinesField
            label={text.questions} description={text.questionsHint} value={draft.questions} limits={questionLimits} readOnly={readOnly}
            onChange={(questions) => onChange({ questions })}
          />
          <div className={css.form}>
            <IntentKeys value={draft.intents} readOnly={readOnly} onChange={(intents) => onChange({ intents })} />
            <Switch
              label={text.published} description={text.publishedHint} checked={draft.published} disabled={readOnly}
              onChange={(event) => onChange({ published: event.currentTarget.checked })}
            />
          </div>
        </div>
      </Section>
    </>
  );
}
