import type { ReactNode } from 'react';
import { percent } from '../format.ts';
import css from './share-bar.module.css';

interface Props {
  /** Up to three, told apart by form: filled, hatched, hollow. */
  parts: readonly { name: string; share: number }[];
}

/** Parts of a whole as one bar, each named with its share below. */
export function ShareBar({ parts }: Props): ReactNode {
  return (
    <div className={css.whole}>
      <div className={css.bar} aria-hidden>{parts.map(({ name, share }, at) => <span key={name} data-form={at} className={css.part} style={{ flexGrow: share }} hidden={share <= 0} />)}</div>
      <ul className={css.names}>{parts.map(({ name, share }, at) => <li key={name}><span data-form={at} className={css.swatch} aria-hidden /> {name} <span className={css.share}>{percent(share)}</span></li>)}</ul>
    </div>
  );
}
