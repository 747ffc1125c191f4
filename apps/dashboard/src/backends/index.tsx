import type { ReactNode } from 'react';
import { Route, Routes } from 'react-router';
import { NotFound } from '../shell/not-found.tsx';
import { BackendPage } from './backend-page.tsx';
import { BackendsList } from './backends-list.tsx';
import { DataSetPage } from './data-sets/data-set-page.tsx';
import { DataSets } from './data-sets/data-sets.tsx';
import { NewDataSet } from './data-sets/new-data-set.tsx';
import { ChoosePage } from './evaluations/choose/choose-page.tsx';
import { EvaluationPage } from './evaluations/evaluation-page.tsx';
import { Evaluations } from './evaluations/evaluations.tsx';
import { NewEvaluation } from './evaluations/new-evaluation.tsx';
import { SetPage } from './evaluations/set-page.tsx';
import { FineTunePage } from './fine-tunes/fine-tune-page.tsx';
import { FineTunes } from './fine-tunes/fine-tunes.tsx';
import { NewFineTune } from './fine-tunes/new-fine-tune.tsx';
import { Models } from './models.tsx';
import { NewOptimizerRun } from './optimizer/new-optimizer-run.tsx';
import { OptimizerRunPage } from './optimizer/optimizer-run-page.tsx';
import { OptimizerRuns } from './optimizer/optimizer-runs.tsx';
import { NewVersionPage } from './new-version-page.tsx';
import { RunPage } from './run-page.tsx';
import { ToolsPage } from './tools/tools-page.tsx';
import { Training } from './training.tsx';
import { ComparePage } from '../versions/compare/compare-page.tsx';
import { VersionPage } from '../versions/version-page.tsx';

export default function BackendPages(): ReactNode {
  return (
    <Routes>
      <Route index element={<BackendsList />} />
      <Route path="compare" element={<ComparePage />} />
      <Route path="models/:id?" element={<Models />} />
      <Route path="tools/:id?" element={<ToolsPage />} />
      <Route path="training" element={<Training />} />
      <Route path="training/:id" element={<RunPage />} />
      <Route path="fine-tunes" element={<FineTunes />} />
      <Route path="fine-tunes/new" element={<NewFineTune />} />
      <Route path="fine-tunes/:id" element={<FineTunePage />} />
      <Route path="data-sets" element={<DataSets />} />
      <Route path="data-sets/new" element={<NewDataSet />} />
      <Route path="data-sets/:id" element={<DataSetPage />} />
      <Route path="evaluations" element={<Evaluations />} />
      <Route path="evaluations/new" element={<NewEvaluation />} />
      <Route path="evaluations/sets/:id" element={<SetPage />} />
      <Route path="evaluations/:id/choose" element={<ChoosePage />} />
      <Route path="evaluations/:id" element={<EvaluationPage />} />
      <Route path="optimizer" element={<OptimizerRuns />} />
      <Route path="optimizer/new" element={<NewOptimizerRun />} />
      <Route path="optimizer/:id" element={<OptimizerRunPage />} />
      <Route path=":id" element={<BackendPage />} />
      <Route path=":id/new" element={<NewVersionPage />} />
      <Route path=":id/versions/:number" element={<VersionPage />} />
      <Route path="*" element={<NotFound />} />
    </Routes>
  );
}
