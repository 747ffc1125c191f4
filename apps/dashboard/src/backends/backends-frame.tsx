import type { ReactNode } from 'react';
import { PageFrame } from '../parts/page-frame.tsx';
import { PageTabs } from '../parts/page-tabs.tsx';
import { words } from './strings.ts';

const tabs = [
  { to: '/backends', label: words.tabs.backends, end: true }, { to: '/backends/models', label: words.tabs.models }, { to: '/backends/training', label: words.tabs.training },
];

export const BackendsFrame = ({ children }: { children: ReactNode }): ReactNode => (
  <PageFrame title={words.title}>
    <PageTabs label={words.title} tabs={tabs} />
    {children}
  </PageFrame>
);
