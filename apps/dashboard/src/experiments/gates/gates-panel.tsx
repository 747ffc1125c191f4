import type { ReactNode } from 'react';
import type { Results } from '#contracts';
import { Disclosure } from '../../parts/disclosure.tsx';
import { Section } from '../../parts/page-frame.tsx';
import { lookedVariants } from '../looked-variants.ts';
import { WorkedOut } from '../worked-out/worked-out.tsx';
import { GateLine } from './gate-line.tsx';
import { SharedOutGroups } from './shared-out-groups.tsx';
import { SharedOut } from './shared-out.tsx';
import { keyOf, sortGates } from './sort-gates.ts';
import { words } from './strings.ts';
import css from './gates.module.css';

/** What must hold before a number is trusted: what does not hold in full, what does behind one line. */
export function GatesPanel({ results: { variants, analysis: { gates, sampleRatio } } }: { results: Results }): ReactNode {
  const { inTheWay, fine } = sortGates(gates);
  return (
    <Section title={words.title}>
      {inTheWay.length === 0 && <p className={css.clear}>{words.clear}</p>}
      {inTheWay.length > 0 && <ul className={css.gates}>{inTheWay.map((gate) => <GateLine key={keyOf(gate)} gate={gate} />)}</ul>}
      {fine.length > 0 && <Disclosure summary={words.fine(fine.length)}><ul className={css.gates}>{fine.map((gate) => <GateLine key={keyOf(gate)} gate={gate} />)}</ul></Disclosure>}
      <Disclosure summary={words.shared.open}>
        <SharedOut ratio={sampleRatio} variants={lookedVariants(variants)} />
        <SharedOutGroups groups={sampleRatio.groups ?? []} variants={lookedVariants(variants)} />
      </Disclosure>
      <WorkedOut panel="gates" />
    </Section>
  );
}
