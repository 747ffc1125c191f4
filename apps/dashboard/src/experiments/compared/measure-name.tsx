import { Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import { useSession } from '../../session.tsx';
import { partWords } from '../../strings.ts';
import { meanings } from './meanings.ts';
import { unitOf } from './measures.ts';
import type { Row } from './rows.ts';
import { words } from './strings.ts';
import css from './compared.module.css';

/** A measure's name, the part that it plays, and behind a question mark what it is. */
export function MeasureName({ measure, role }: Pick<Row, 'measure' | 'role'>): ReactNode {
  const { cpuPricePerHour } = useSession().workspace;
  const meaning = meanings[measure];
  const priced = unitOf(measure) === 'cost' ? ` ${partWords.costMeaning(`$${cpuPricePerHour}`)}` : '';
  return (
    <span className={css.measure}>
      <span>{words.measures[measure]}</span>
      <Tooltip label={<>{meaning.words}{priced}<br />= {meaning.formula}</>} multiline w={320} events={{ hover: true, focus: true, touch: true }}>
        <button type="button" className={css.ask} aria-label={words.explain(words.measures[measure])}>?</button>
      </Tooltip>
      {role !== 'other' && <span className={css.role} data-role={role}>{words.roles[role]}</span>}
    </span>
  );
}
