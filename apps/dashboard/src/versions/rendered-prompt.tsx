import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { renderPrompt } from '#contracts';
import { useChange } from '../api.ts';
import { count } from '../format.ts';
import { NotSaved } from '../parts/failure.tsx';
import { Section } from '../parts/page-frame.tsx';
import { words } from './strings.ts';
import { keyOfDraft, type Draft } from './use-comparison.ts';
import css from './versions.module.css';

const text = words.rendered;

/** The messages that a language model is sent for a question, as they stand; no model is asked. */
export function RenderedPrompt({ draft, question: first }: { draft: Draft; question: string | undefined }): ReactNode {
  const [typed, setTyped] = useState<string | null>(null);
  const [given, setGiven] = useState<Record<string, string>>({});
  const [shown, setShown] = useState('');
  const render = useChange(renderPrompt);
  const question = (typed ?? first ?? text.example).trim();
  const asked = (draft.promptPack?.variables ?? []).filter(({ source }) => source.kind !== 'fixed');
  const show = (): void => {
    const value = (kind: string, name: string): string => given[`${kind} ${name}`] ?? '';
    const attributes = Object.fromEntries(asked.flatMap(({ source }) => (source.kind === 'attribute' && value('attribute', source.name) ? [[source.name, value('attribute', source.name)]] : [])));
    setShown(keyOfDraft(draft));
    render.mutate({ draft, text: question, visitor: { page: value('page', '') || null, locale: value('locale', '') || null, attributes } });
  };
  const places = [...new Map(asked.map(({ source }): [string, string] => (source.kind === 'attribute' ? [`attribute ${source.name}`, text.attribute(source.name)] : [`${source.kind} `, text.places[source.kind === 'page' ? 'page' : 'locale']])))];
  return (
    <Section title={text.title}>
      <p className={css.note}>{text.what}</p>
      <div className={css.values}>
        <TextInput label={text.question} maxLength={4_000} value={typed ?? first ?? text.example} onChange={(event) => setTyped(event.currentTarget.value)} />
        {places.map(([key, label]) => <TextInput key={key} label={label} maxLength={200} value={given[key] ?? ''} onChange={(event) => setGiven({ ...given, [key]: event.currentTarget.value })} />)}
      </div>
      <div className={css.buttons}>
        <Button variant="default" disabled={question === ''} loading={render.isPending} onClick={show}>{text.show}</Button>
        {render.data && shown !== keyOfDraft(draft) && <span className={css.look}>{text.stale}</span>}
      </div>
      <NotSaved error={render.error} />
      {render.data && (render.data.messages.length === 0 ? <p className={css.plain}>{text.none}</p> : (
        <>
          <p className={css.counts} role="status">{text.tokens(count(render.data.tokens), render.data.messages.length)}</p>
          <ol className={css.messages}>
            {render.data.messages.map(({ role, content }, at) => <li key={at}><h3 className={css.small}>{text.roles[role]}</h3><pre className={css.message} dir="auto" tabIndex={0}>{content}</pre></li>)}
          </ol>
        </>
      ))}
    </Section>
  );
}
