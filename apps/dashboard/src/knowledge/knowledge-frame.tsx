import type { ReactNode } from 'react';
import { PageFrame } from '../parts/page-frame.tsx';
import { PageTabs } from '../parts/page-tabs.tsx';
import { useMay } from '../session.tsx';
import { words } from './strings.ts';

const tabs = (['articles', 'intents', 'questions', 'import'] as const).map((id) => ({ id, to: `/knowledge/${id}`, label: words.tabs[id] }));

/** Title and tabs; whoever may not write has nothing to import. */
export function KnowledgeFrame({ children }: { children: ReactNode }): ReactNode {
  const may = useMay('content:write');
  return (
    <PageFrame title={words.title}>
      <PageTabs label={words.title} tabs={tabs.filter(({ id }) => may || id !== 'import')} />
      {children}
    </PageFrame>
  );
}
