import { Button, Kbd } from '@mantine/core';
import type { ReactNode } from 'react';
import type { DuelDraft } from '#contracts';
import { MarkdownView } from '../../parts/markdown-view.tsx';
import css from './duel.module.css';
import { words } from './strings.ts';
import { tellMissing } from './told-duel.ts';

interface Props {
  /** How it is called. */
  name: string;
  draft: DuelDraft;
  use: string;
  shortcut: string;
  busy: boolean;
  onUse: () => void;
}

/** One draft as it is judged: by its words, and by what it does when it does not answer. */
export function DraftCard({ name, draft, use, shortcut, busy, onUse }: Props): ReactNode {
  const outcome = words.outcomes[draft.outcome];
  return (
    <section className={css.card} aria-label={name}>
      <h3 className={css.side}>{name}{outcome && <span className={css.outcome}>{outcome}</span>}</h3>
      {draft.text === ''
        ? <p className={css.missing}>{tellMissing(draft)}</p>
        : (
          <>
            <div className={css.text} tabIndex={0} role="group" aria-label={name}>
              <MarkdownView source={draft.text} />
              {draft.options.length > 0 && <p className={css.options}>{words.options}: {draft.options.map(({ label }) => label).join(' · ')}</p>}
            </div>
            <Button variant="default" size="compact-md" disabled={busy} onClick={onUse} rightSection={<Kbd size="xs">{shortcut}</Kbd>}>{use}</Button>
          </>
        )}
    </section>
  );
}
