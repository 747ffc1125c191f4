import type { ReactNode } from 'react';
import type { Permission } from '#contracts';
import { PageFrame } from '../parts/page-frame.tsx';
import { PageTabs } from '../parts/page-tabs.tsx';
import { useSession } from '../session.tsx';
import { words } from './strings.ts';

const tabs = (['articles', 'intents', 'questions', 'topics', 'suggestions', 'search', 'import'] as const).map((id) => ({ id, to: `/knowledge/${id}`, label: words.tabs[id] }));

/** Topics and suggestions show what visitors wrote; whoever may not write has nothing to import. */
const needed: Partial<Record<(typeof tabs)[number]['id'], Permission>> = { topics: 'conversations:read', suggestions: 'conversations:read', import: 'content:write' };

/** Title and those tabs that are of use to the member. */
export function KnowledgeFrame({ children }: { children: ReactNode }): ReactNode {
  const { permissions } = useSession();
  return (
    <PageFrame title={words.title}>
      <PageTabs label={words.title} tabs={tabs.filter(({ id }) => !needed[id] || permissions.includes(needed[id]))} />
      {children}
    </PageFrame>
  );
}
