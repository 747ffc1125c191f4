import type { ReactNode } from 'react';
import { Route, Routes } from 'react-router';
import { ConversationList } from './conversation-list.tsx';
import { ConversationPage } from './conversation-page.tsx';

export default function Conversations(): ReactNode {
  return (
    <Routes>
      <Route index element={<ConversationList />} />
      <Route path=":id" element={<ConversationPage />} />
    </Routes>
  );
}
