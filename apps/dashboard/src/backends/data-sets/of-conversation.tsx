import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { Section } from '../../parts/page-frame.tsx';
import { count } from '../../format.ts';
import { useMay } from '../../session.tsx';
import { useDataSetsOfConversation } from './data.ts';
import { words } from './strings.ts';
import css from './data-sets.module.css';

/** Which data sets learnt from a conversation; nothing where there is none. */
export function DataSetsOfConversation({ id }: { id: string }): ReactNode {
  const items = useDataSetsOfConversation(id).data?.items ?? [];
  const mayOpen = useMay('export:read');
  if (items.length === 0) return null;
  return (
    <Section title={words.ofConversation.title}>
      <ul className={css.places}>
        {items.map(({ dataSetId, name, part, number }) => (
          <li key={`${dataSetId} ${number}`}>
            {mayOpen ? <Link to={`/backends/data-sets/${dataSetId}`} dir="auto">{name}</Link> : <span dir="auto">{name}</span>}
            {' · '}{words.ofConversation.place(words.parts[part].toLowerCase(), count(number))}
          </li>
        ))}
      </ul>
    </Section>
  );
}
