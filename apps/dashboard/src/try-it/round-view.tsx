import type { ReactNode } from 'react';
import { VariantChip } from '../conversations/variant-chip.tsx';
import { AnswerView } from './answer-view.tsx';
import type { Round } from './rounds.ts';
import { words } from './strings.ts';
import css from './try-it.module.css';
import type { KnownVersion } from './use-versions.ts';

interface Props {
  round: Round;
  all: readonly KnownVersion[];
  disabled: boolean;
  onOption: (label: string) => void;
  onAgain: (versionId: string) => void;
}

/** One question, its answers side by side. */
export function RoundView({ round, all, disabled, onOption, onAgain }: Props): ReactNode {
  return (
    <section className={css.round} aria-label={words.asked(round.question)}>
      <h2 className={css.asked} dir="auto">{round.question}{round.isFollowUp && <span className={css.tag}>{words.followed}</span>}</h2>
      <div className={css.columns}>
        {round.answers.map(({ versionId, answer }) => {
          const version = all.find(({ id }) => id === versionId);
          return (
            <article key={versionId} className={css.column} aria-busy={answer.state === 'asked'}>
              <h3 className={css.who}><VariantChip name={version ? words.version(version.backendName, version.number) : words.unknown} kind={version?.kind ?? null} /></h3>
              <AnswerView answer={answer} disabled={disabled} onOption={onOption} onAgain={() => onAgain(versionId)} />
            </article>
          );
        })}
      </div>
    </section>
  );
}
