import { Select } from '@mantine/core';
import type { ReactNode } from 'react';
import { useNavigate, useParams } from 'react-router';
import { TopicState, TopicTraffic } from '#contracts';
import { count } from '../../format.ts';
import { Empty } from '../../parts/empty.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { CardSkeleton } from '../../parts/skeletons.tsx';
import { KnowledgeFrame } from '../knowledge-frame.tsx';
import { words as knowledge } from '../strings.ts';
import { useAddress } from '../use-address.ts';
import { useTopics } from './data.ts';
import { RefreshButton, RefreshStatus } from './refresh-status.tsx';
import { TopicDrawer } from './topic-drawer.tsx';
import { TopicList } from './topic-list.tsx';
import { words } from './strings.ts';
import css from '../knowledge.module.css';

const nothing: Record<TopicState, { title: string; text: string }> = {
  open: { title: words.noneOpenTitle, text: words.noneOpen },
  dismissed: { title: words.noneDismissedTitle, text: words.noneDismissed },
  intent: { title: words.noneIntentTitle, text: words.noneIntent },
};

/** What visitors ask and nobody answers; the topic in the address is open in a drawer beside the list. */
export function Topics(): ReactNode {
  const { id } = useParams();
  const { values, set } = useAddress(['traffic', 'state']);
  const traffic = TopicTraffic.catch('live').parse(values.traffic);
  const state = TopicState.catch('open').parse(values.state);
  const reading = useTopics(traffic, state);
  const go = useNavigate();
  const open = (which: string) => void go({ pathname: `/knowledge/topics${which && `/${which}`}`, search: new URLSearchParams(Object.entries(values)).toString() });
  return (
    <KnowledgeFrame>
      <Loaded reading={reading} skeleton={<><CardSkeleton height={110} /><CardSkeleton height={110} /><CardSkeleton height={110} /></>}>
        {({ items, counts, refresh }) => {
          const states = TopicState.options.map((value) => ({ value, label: words.states[value](count(counts[value])) }));
          const never = refresh.state === 'never';
          return (
            <>
              <div className={css.bar}>
                <div className={css.filters}>
                  <Select label={words.traffic} data={TopicTraffic.options.map((value) => ({ value, label: words.traffics[value] }))} value={traffic} allowDeselect={false} w="13rem" onChange={(value) => set('traffic', value === 'live' ? null : value)} />
                  <Select label={words.show} data={states} value={state} allowDeselect={false} w="13rem" onChange={(value) => set('state', value === 'open' ? null : value)} />
                </div>
                {!never && <RefreshButton traffic={traffic} refresh={refresh} />}
              </div>
              <RefreshStatus refresh={refresh} />
              {items.length > 0 && <TopicList topics={items} open={open} />}
              {items.length === 0 && never && <Empty title={words.emptyTitle} text={words.empty}><RefreshButton traffic={traffic} refresh={refresh} /></Empty>}
              {items.length === 0 && !never && <Empty {...nothing[state]} />}
            </>
          );
        }}
      </Loaded>
      {id && <TopicDrawer key={id} id={id} title={knowledge.tabs.topics} onClose={() => open('')} />}
    </KnowledgeFrame>
  );
}
