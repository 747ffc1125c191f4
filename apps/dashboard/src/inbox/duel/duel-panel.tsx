import type { ReactNode } from 'react';
import { Failure } from '../../parts/failure.tsx';
import { DraftPair } from './draft-pair.tsx';
import css from './duel.module.css';
import { RevealedDuel } from './revealed-duel.tsx';
import { words } from './strings.ts';
import type { DuelControl } from './use-duel.ts';
import { WritingDrafts } from './writing-drafts.tsx';

interface Props {
  control: DuelControl;
  /** Takes the chosen draft out of the reply; absent once that would take other words with it. */
  onUndo: (() => void) | undefined;
}

/** What stands above the reply from the wish for two drafts to the choice. */
export function DuelPanel({ control, onUndo }: Props): ReactNode {
  const { stage } = control;
  if (stage.kind === 'idle') return null;
  return (
    <div className={css.panel}>
      {stage.kind === 'writing' && <WritingDrafts onCancel={control.cancel} />}
      {stage.kind === 'failed' && <Failure error={stage.error} title={words.notWritten} kept="" again={control.ask} />}
      {stage.kind === 'choosing' && <DraftPair key={stage.duel.id} duel={stage.duel} busy={control.choosing} error={control.notChosen} onChoose={control.choose} onAgain={control.askAnew} onClose={control.close} />}
      {stage.kind === 'chosen' && <RevealedDuel duel={stage.duel} onUndo={onUndo} onClose={control.close} />}
    </div>
  );
}
