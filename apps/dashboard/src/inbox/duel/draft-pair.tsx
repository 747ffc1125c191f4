import { Button, Kbd, Tooltip } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import type { CallFailed, Duel, DuelResult } from '#contracts';
import { middle } from '../../format.ts';
import { NotSaved } from '../../parts/failure.tsx';
import { DraftCard } from './draft-card.tsx';
import css from './duel.module.css';
import { words } from './strings.ts';
import { choicesOf, headlineOf, keyOf } from './told-duel.ts';

const LONGEST = 120;

interface Props {
  duel: Duel;
  busy: boolean;
  error: CallFailed | null;
  onChoose: (result: DuelResult) => void;
  onAgain: () => void;
  onClose: () => void;
}

/** Two drafts side by side, without a name. */
export function DraftPair({ duel, busy, error, onChoose, onAgain, onClose }: Props): ReactNode {
  const choices = choicesOf(duel);
  return (
    <div className={css.pair} ref={useFocusUnlessWriting()} tabIndex={-1} role="region" aria-label={words.region}>
      <p className={css.told}><span role="status">{headlineOf(duel)}</span> <span className={css.facts} dir="auto" title={duel.question}>{words.about(middle(duel.question, LONGEST))}</span></p>
      <NotSaved error={error} title={words.notChosen} />
      <div className={css.cards} data-alike={duel.alike || undefined}>
        {duel.alike
          ? <DraftCard name={words.both} draft={duel.left} use={words.useAlike} shortcut={keyOf(duel, 'tie')} busy={busy} onUse={() => onChoose('tie')} />
          : (['left', 'right'] as const).map((side) => (
            <DraftCard key={side} name={words[side]} draft={duel[side]} use={words.use[side]} shortcut={keyOf(duel, side)} busy={busy} onUse={() => onChoose(side)} />
          ))}
      </div>
      <div className={css.deeds}>
        {(duel.alike ? ['both_bad'] as const : ['tie', 'both_bad'] as const).filter((one) => choices.includes(one)).map((one) => (
          <Tooltip key={one} label={words.useHint[one]} events={{ hover: true, focus: true, touch: true }}>
            <Button variant="default" size="compact-md" disabled={busy} onClick={() => onChoose(one)} rightSection={<Kbd size="xs">{keyOf(duel, one)}</Kbd>}>{duel.alike ? words.badAlike : words.use[one]}</Button>
          </Tooltip>
        ))}
        {choices.length === 0 && <Button variant="default" size="compact-md" onClick={onAgain}>{words.again}</Button>}
        <Button className={css.aside ?? ''} variant="subtle" color="gray" size="compact-md" onClick={onClose}>{words.aside}</Button>
      </div>
      <p className="visually-hidden">{duel.alike ? words.alikeKeys : words.readyKeys}</p>
    </div>
  );
}

/** Keys choose at once, unless the agent is in the middle of something else. */
function useFocusUnlessWriting() {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const { activeElement } = document;
    if (activeElement === null || activeElement === document.body) ref.current?.focus({ preventScroll: true });
  }, []);
  return ref;
}
