import type { ReactNode } from 'react';
import type { PromptPack } from '#contracts';
import { count } from '../format.ts';
import { Section } from '../parts/page-frame.tsx';
import { words } from './strings.ts';
import { words as toolWords } from './tools/strings.ts';
import { tellVariable } from './variables/variable-draft.ts';
import css from './backends.module.css';

const text = words.version;
const List = ({ of }: { of: readonly string[] }): ReactNode => <ul className={css.list}>{of.map((one, at) => <li key={at}>{one}</li>)}</ul>;

/** A prompt pack to read. */
export function PackView({ pack, title = words.detail.pack }: { pack: PromptPack; title?: string }): ReactNode {
  const facts: [string, ReactNode][] = [];
  if (pack.tone) facts.push([text.tone, pack.tone]);
  if (pack.must.length > 0) facts.push([text.must, <List key="must" of={pack.must} />]);
  if (pack.never.length > 0) facts.push([text.never, <List key="never" of={pack.never} />]);
  if (pack.variables?.length) facts.push([text.variables, <List key="variables" of={pack.variables.map(tellVariable)} />]);
  facts.push([text.examples, pack.examplesPerIntent === null ? text.all : count(pack.examplesPerIntent)]);
  if (pack.tools?.length) facts.push([toolWords.field.title, pack.tools.join(', ')]);
  if (pack.pinnedExamples?.length) facts.push([text.pinned, <List key="pinned" of={pack.pinnedExamples} />]);
  if (pack.useKnowledge) facts.push([text.knowledge, text.useKnowledge]);
  return (
    <Section title={title}>
      <div className={css.form}>
        {pack.instructions && <p className={css.prose} dir="auto">{pack.instructions}</p>}
        <dl className={css.facts}>{facts.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>
      </div>
    </Section>
  );
}
