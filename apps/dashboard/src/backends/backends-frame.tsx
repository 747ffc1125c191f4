import type { ReactNode } from 'react';
import { PageFrame } from '../parts/page-frame.tsx';
import { PageTabs, type PageTab } from '../parts/page-tabs.tsx';
import { useMay } from '../session.tsx';
import { words } from './strings.ts';

/** What answers, what it learns from and by, and what judges it. Data sets are for those who may carry data away. */
const tabsOf = (mayExport: boolean): PageTab[] => [
  { to: '/backends', label: words.tabs.backends, end: true },
  { to: '/backends/models', label: words.tabs.models },
  { to: '/backends/tools', label: words.tabs.tools },
  { to: '/backends/training', label: words.tabs.training, apart: true },
  ...(mayExport ? [{ to: '/backends/data-sets', label: words.tabs.dataSets }] : []),
  { to: '/backends/fine-tunes', label: words.tabs.fineTunes },
  { to: '/backends/optimizer', label: words.tabs.optimizer },
  { to: '/backends/evaluations', label: words.tabs.evaluations, apart: true },
];

export function BackendsFrame({ children }: { children: ReactNode }): ReactNode {
  const tabs = tabsOf(useMay('export:read'));
  return (
    <PageFrame title={words.title}>
      <PageTabs label={words.title} tabs={tabs} />
      {children}
    </PageFrame>
  );
}
