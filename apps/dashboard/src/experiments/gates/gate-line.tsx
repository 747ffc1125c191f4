import { IconAlertTriangle, IconCircleCheck, IconClock } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Gate } from '#contracts';
import { Explained } from '../../parts/explained.tsx';
import { gateExplanations } from '../worked-out/gate-explanations.ts';
import { tellWait } from './sort-gates.ts';
import { words } from './strings.ts';
import { tellNumbers } from './tell-numbers.ts';
import css from './gates.module.css';

const icons = { alarm: IconAlertTriangle, waiting: IconClock, ok: IconCircleCheck } as const;

/** One gate: how it stands by icon and word, and what it says. */
export function GateLine({ gate }: { gate: Gate }): ReactNode {
  const Icon = icons[gate.state];
  const wait = tellWait(gate);
  return (
    <li className={css.gate} data-state={gate.state}>
      <span className={css.state}><Icon size={18} aria-hidden /> {words.states[gate.state]}</span>
      <span className={css.kind}><Explained meaning={<Meaning gate={gate} />}>{words.kinds[gate.kind]}</Explained></span>
      <span className={css.says}>{gate.sentence} {wait && <span className={css.wait}>{wait}</span>}</span>
    </li>
  );
}

/** What the gate asks, by which formula, and with which numbers here. */
function Meaning({ gate }: { gate: Gate }): ReactNode {
  const [{ words: meaning, formula }] = gateExplanations[gate.kind];
  const numbers = tellNumbers(gate);
  return <>{meaning}<br />= {formula}{numbers && <><br />{numbers}</>}</>;
}
