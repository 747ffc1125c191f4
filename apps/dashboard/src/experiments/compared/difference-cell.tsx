import type { ReactNode } from 'react';
import type { Comparison } from '#contracts';
import { Disclosure } from '../../parts/disclosure.tsx';
import { IntervalPlot } from './interval-plot.tsx';
import { words } from './strings.ts';
import { tellDifference } from './told-difference.ts';
import { tellBackground, tellEvidence } from './told-evidence.ts';
import css from './compared.module.css';

interface Props {
  comparison: Comparison | undefined;
  /** See `reachOf`. */
  reach: number | null;
  colour: string;
  /** The experiment's error. */
  alpha: number;
}

/** One variant in one measure: picture, value, claim; for the measure that decides all that stands behind it at once. */
export function DifferenceCell({ comparison, reach, colour, alpha }: Props): ReactNode {
  if (!comparison) return null;
  const { main, detail, claim } = tellDifference(comparison, alpha);
  if (claim === null) return <span className={css.missing}>{main}</span>;
  const [lines, background] = [tellEvidence(comparison), tellBackground(comparison)];
  return (
    <div className={css.cell}>
      {comparison.difference.kind === 'difference' && reach !== null ? <IntervalPlot difference={comparison.difference} reach={reach} colour={colour} /> : <span />}
      <div className={css.words}>
        <span className={css.told}><span>{main}</span> <span className={css.claim} data-claim={claim}>{words[claim]}</span> <span className={css.detail}>{detail}</span></span>
        {lines.length > 0 && (comparison.role === 'primary'
          ? <><Lines of={lines} /><Folded name={words.evidence.background}><Lines of={background} /></Folded></>
          : <Folded name={words.evidence.open}><Lines of={[...lines, ...background]} /></Folded>)}
      </div>
    </div>
  );
}

const Lines = ({ of }: { of: readonly string[] }): ReactNode => <ul className={css.evidence}>{of.map((line) => <li key={line}>{line}</li>)}</ul>;
const Folded = ({ name, children }: { name: string; children: ReactNode }): ReactNode => <Disclosure summary={<span className={css.detail}>{name}</span>}>{children}</Disclosure>;
