import type { Permission } from '#contracts';
import { shellWords } from '../strings.ts';

/** What the command palette can do: a label, sometimes a line about it, and the deed. */
export interface Offer {
  id: string;
  label: string;
  description?: string;
  onClick: () => void;
}

const places: readonly { label: string; to: string; permission: Permission }[] = [
  { label: shellWords.offers.newExperiment, to: '/experiments/new', permission: 'experiments:write' },
  { label: shellWords.offers.plan, to: '/experiments/plan', permission: 'experiments:read' },
  { label: shellWords.offers.newArticle, to: '/knowledge/articles/new', permission: 'content:write' },
  { label: shellWords.offers.newDataSet, to: '/backends/data-sets/new', permission: 'models:write' },
  { label: shellWords.offers.newTool, to: '/backends/tools/new', permission: 'models:write' },
  { label: shellWords.offers.newFineTune, to: '/backends/fine-tunes/new', permission: 'models:write' },
  { label: shellWords.offers.newOptimizerRun, to: '/backends/optimizer/new', permission: 'models:write' },
  { label: shellWords.offers.snippet, to: '/settings/sites', permission: 'sites:read' },
  { label: shellWords.offers.origins, to: '/settings/sites', permission: 'sites:write' },
  { label: shellWords.offers.budgets, to: '/settings/budgets', permission: 'workspace:read' },
  { label: shellWords.offers.member, to: '/settings/members', permission: 'members:write' },
  { label: shellWords.offers.apiKey, to: '/settings/api-keys', permission: 'keys:write' },
  { label: shellWords.offers.timeZone, to: '/settings', permission: 'workspace:write' },
];

/** The places where something is done, as far as this member may. */
export const placesFor = (permissions: readonly Permission[], go: (to: string) => void): Offer[] =>
  places.filter(({ permission }) => permissions.includes(permission)).map(({ label, to }) => ({ id: label, label, onClick: () => go(to) }));
