import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { LoopStage } from '#contracts';
import { count } from '../format.ts';
import { countWords, stageWords, waitingWords, words } from './strings.ts';
import css from './loop.module.css';

function Stage({ stage: { name, counts, waiting } }: { stage: LoopStage }): ReactNode {
  const { title, to, link } = stageWords[name];
  const open = waiting.filter(({ count: value }) => value > 0);
  return (
    <li className={css.stage}>
      <h2 className={css.stageTitle}>{title}</h2>
      <dl className={css.counts}>
        {counts.map((one) => (
          <div key={one.name}>
            <dt>{countWords[one.name]}</dt>
            <dd>{count(one.now)} <small>{words.before(one.before)}</small></dd>
          </div>
        ))}
      </dl>
      <ul className={css.waiting}>
        {open.map(({ what, count: value }) => <li key={what}>{waitingWords[what](value)}</li>)}
        {waiting.length > 0 && open.length === 0 && <li data-quiet>{words.nothingWaits}</li>}
      </ul>
      <Link className={css.stageLink} to={to}>{link}</Link>
    </li>
  );
}

/** The six stages, in their order. */
export const StagePath = ({ stages }: { stages: readonly LoopStage[] }): ReactNode => (
  <ol className={css.path} aria-label={words.path}>{stages.map((stage) => <Stage key={stage.name} stage={stage} />)}</ol>
);
