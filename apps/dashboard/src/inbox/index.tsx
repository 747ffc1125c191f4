import type { ReactNode } from 'react';
import { Route, Routes } from 'react-router';
import { InboxPage } from './inbox-page.tsx';

export default function Inbox(): ReactNode {
  return (
    <Routes>
      <Route path=":conversationId?" element={<InboxPage />} />
    </Routes>
  );
}
