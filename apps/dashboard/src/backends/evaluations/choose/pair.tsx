import { Button, Kbd } from '@mantine/core';
import type { ReactNode } from 'react';
import type { BlindPair } from '#contracts';
import { MarkdownView } from '../../../parts/markdown-view.tsx';
import css from './choose.module.css';
import { words } from './strings.ts';
import type { Choosing } from './use-choices.ts';

const keys = { left: '1', right: '2', tie: '0', both_bad: '9' } as const;

/** A question and two answers to it, side by side. */
export function Pair({ pair, mine, choosing: { busy, choose, skip, undo } }: { pair: BlindPair; mine: number; choosing: Choosing }): ReactNode {
  const choice = (result: keyof typeof keys): ReactNode => (
    <Button key={result} variant="default" aria-disabled={busy} data-disabled={busy || undefined} onClick={() => choose(result)} rightSection={<Kbd size="xs">{keys[result]}</Kbd>}>{words.choose[result]}</Button>
  );
  return (
    <section className={css.pair} aria-label={words.title}>
      {pair.history.length > 0 && (
        <ol className={css.history} aria-label={words.before}>
          {pair.history.map(({ role, text }, at) => <li key={at} dir="auto"><span>{role === 'visitor' ? words.visitor : words.assistant}</span> {text}</li>)}
        </ol>
      )}
      <h2 className={css.asks}>{words.question}</h2>
      <p className={css.question} dir="auto">{pair.question}</p>
      <div className={css.cards}>
        {(['left', 'right'] as const).map((side) => {
          const { text, result } = pair[side];
          return (
            <section key={side} className={css.card} aria-label={words[side]}>
              <h3 className={css.side}>{words[side]}{words.outcomes[result] && <span className={css.outcome}>{words.outcomes[result]}</span>}</h3>
              <div className={css.text} tabIndex={0} role="group" aria-label={words[side]} dir="auto">{text.trim() === '' ? words.noText : <MarkdownView source={text} />}</div>
              {choice(side)}
            </section>
          );
        })}
      </div>
      <div className={css.deeds}>
        {choice('tie')}
        {choice('both_bad')}
        <Button variant="subtle" color="gray" onClick={skip} rightSection={<Kbd size="xs">S</Kbd>}>{words.skip}</Button>
        {mine > 0 && <Button variant="subtle" color="gray" onClick={undo} rightSection={<Kbd size="xs">U</Kbd>}>{words.undo}</Button>}
      </div>
      <p className="visually-hidden">{words.keys}</p>
    </section>
  );
}
