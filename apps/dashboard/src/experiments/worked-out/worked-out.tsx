import type { ReactNode } from 'react';
import { Disclosure } from '../../parts/disclosure.tsx';
import { explanations } from './explanations.ts';
import css from './worked-out.module.css';

/** Every number of a panel in plain words and as a formula, folded away until somebody asks. */
export function WorkedOut({ panel }: { panel: keyof typeof explanations }): ReactNode {
  return (
    <Disclosure summary="How this is worked out">
      <dl className={css.list}>
        {explanations[panel].map(({ name, words, formula }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{words}<code className={css.formula}>{formula}</code></dd>
          </div>
        ))}
      </dl>
    </Disclosure>
  );
}
