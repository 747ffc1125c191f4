import type { ReactNode } from 'react';
import { Route, Routes } from 'react-router';
import { NotFound } from '../shell/not-found.tsx';
import { EditExperimentPage } from './edit-experiment-page.tsx';
import { ExperimentPage } from './experiment-page.tsx';
import { ExperimentsList } from './experiments-list.tsx';
import { NewExperimentPage } from './new-experiment-page.tsx';
import { PlanPage } from './power/plan-page.tsx';

export default function ExperimentsPages(): ReactNode {
  return (
    <Routes>
      <Route index element={<ExperimentsList />} />
      <Route path="new" element={<NewExperimentPage />} />
      <Route path="plan" element={<PlanPage />} />
      <Route path=":id" element={<ExperimentPage />} />
      <Route path=":id/edit" element={<EditExperimentPage />} />
      <Route path="*" element={<NotFound />} />
    </Routes>
  );
}
