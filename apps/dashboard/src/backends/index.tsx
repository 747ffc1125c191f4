import type { ReactNode } from 'react';
import { Route, Routes } from 'react-router';
import { NotFound } from '../shell/not-found.tsx';
import { BackendPage } from './backend-page.tsx';
import { BackendsList } from './backends-list.tsx';
import { Models } from './models.tsx';
import { NewVersionPage } from './new-version-page.tsx';
import { RunPage } from './run-page.tsx';
import { Training } from './training.tsx';
import { VersionPage } from '../versions/version-page.tsx';

export default function BackendPages(): ReactNode {
  return (
    <Routes>
      <Route index element={<BackendsList />} />
      <Route path="models/:id?" element={<Models />} />
      <Route path="training" element={<Training />} />
      <Route path="training/:id" element={<RunPage />} />
      <Route path=":id" element={<BackendPage />} />
      <Route path=":id/new" element={<NewVersionPage />} />
      <Route path=":id/versions/:number" element={<VersionPage />} />
      <Route path="*" element={<NotFound />} />
    </Routes>
  );
}
