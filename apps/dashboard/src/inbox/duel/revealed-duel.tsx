import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Duel } from '#contracts';
import { VariantName } from '../../charts/variant-name.tsx';
import { looksOf } from '../../variant-look.ts';
import css from './duel.module.css';
import { words } from './strings.ts';
import { chosenLine, factsOf, nameOf } from './told-duel.ts';

interface Props {
  duel: Duel;
  /** Absent once the reply is not just as the choice left it. */
  onUndo: (() => void) | undefined;
  onClose: () => void;
}

/** Who wrote the two drafts, after the choice. */
export function RevealedDuel({ duel, onUndo, onClose }: Props): ReactNode {
  const { result, revealed } = duel;
  if (!result || !revealed) return null;
  const looks = looksOf([revealed.left, revealed.right].map(({ backendKind }) => ({ backendKind, isControl: false })));
  return (
    <div className={css.revealed}>
      <p className={css.told} role="status">{chosenLine(duel, result)}</p>
      <dl className={css.makers}>
        {(['left', 'right'] as const).map((side, at) => {
          const look = looks[at];
          return (
            <div key={side} data-chosen={result === side}>
              <dt>{words[side]}</dt>
              <dd>{look && <VariantName look={look} name={nameOf(revealed[side])} />} <span className={css.facts}>{factsOf(revealed[side]).join(' · ')}</span></dd>
            </div>
          );
        })}
      </dl>
      <div className={css.deeds}>
        {onUndo && <Button variant="default" size="compact-sm" onClick={onUndo}>{words.undo}</Button>}
        <Button variant="subtle" color="gray" size="compact-sm" onClick={onClose}>{words.done}</Button>
      </div>
    </div>
  );
}
