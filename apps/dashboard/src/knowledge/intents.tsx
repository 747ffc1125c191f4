import { Button, Switch } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { count } from '../format.ts';
import { Empty } from '../parts/empty.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { RowsSkeleton } from '../parts/skeletons.tsx';
import { useMay } from '../session.tsx';
import { useIntents } from './data.ts';
import { IntentDrawer } from './intent-drawer.tsx';
import { IntentTable } from './intent-table.tsx';
import { KnowledgeFrame } from './knowledge-frame.tsx';
import { NewIntentDrawer } from './new-intent-drawer.tsx';
import { NothingFits } from './nothing-fits.tsx';
import { SearchField } from './search-field.tsx';
import { words } from './strings.ts';
import { useAddress } from './use-address.ts';
import css from './knowledge.module.css';

const text = words.intents;
const NEW = 'new';

/** The table of intents; the one in the address is open in a drawer beside it. */
export function Intents(): ReactNode {
  const { id } = useParams();
  const { values, any, set, clear } = useAddress(['search', 'missing']);
  const reading = useIntents();
  const may = useMay('content:write');
  const go = useNavigate();
  const query = new URLSearchParams(Object.entries(values)).toString();
  const open = (which: string) => void go({ pathname: `/knowledge/intents${which && `/${which}`}`, search: query });
  const create = may && <Button onClick={() => open(NEW)}>{text.create}</Button>;
  const sought = values.search?.toLowerCase() ?? '';
  return (
    <KnowledgeFrame>
      <Loaded reading={reading} skeleton={<RowsSkeleton rows={12} />}>
        {({ items, outOfScopeExamples }) => {
          const shown = items.filter(({ key, label, answer }) => `${key} ${label}`.toLowerCase().includes(sought) && (!values.missing || answer === null));
          if (items.length === 0) {
            return <Empty title={text.emptyTitle} text={text.empty}><div className={css.buttons}>{create}{may && <Button component={Link} to="/knowledge/import" variant="default">{text.import}</Button>}</div></Empty>;
          }
          return (
            <>
              <div className={css.bar}>
                <div className={css.filters}>
                  <SearchField value={values.search ?? ''} onSearch={(found) => set('search', found)} />
                  <Switch mb={6} label={text.onlyMissing} checked={Boolean(values.missing)} onChange={(event) => set('missing', event.currentTarget.checked ? '1' : null)} />
                </div>
                {create}
              </div>
              <p className={css.note}>
                {text.summary(count(items.filter(({ answer }) => answer !== null).length), count(items.length))} {outOfScopeExamples > 0 && text.outOfScope(count(outOfScopeExamples))}
              </p>
              {shown.length === 0 && any ? <NothingFits clear={clear} /> : <IntentTable intents={shown} open={open} />}
            </>
          );
        }}
      </Loaded>
      {id === NEW && may && <NewIntentDrawer onClose={() => open('')} />}
      {id && id !== NEW && reading.data && <IntentDrawer key={id} intent={reading.data.items.find((one) => one.id === id)} readOnly={!may} onClose={() => open('')} />}
    </KnowledgeFrame>
  );
}
