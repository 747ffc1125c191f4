import * as accounts from './accounts.ts';
import * as allocation from './allocation.ts';
import * as analytics from './analytics.ts';
import * as analyze from './analyze.ts';
import * as budgets from './budgets.ts';
import * as backends from './backends.ts';
import * as conversations from './conversations.ts';
import * as dataSets from './data-sets.ts';
import * as duels from './duels.ts';
import * as evaluationChoices from './evaluation-choices.ts';
import * as evaluationPromotion from './evaluation-promotion.ts';
import * as evaluations from './evaluations.ts';
import * as experiments from './experiments.ts';
import * as fineTunes from './fine-tunes.ts';
import * as identity from './identity.ts';
import * as knowledge from './knowledge.ts';
import * as loop from './loop.ts';
import * as models from './models.ts';
import * as optimizer from './optimizer.ts';
import * as payback from './payback.ts';
import * as planning from './planning.ts';
import * as prompts from './prompts.ts';
import * as proof from './proof.ts';
import * as report from './report.ts';
import * as search from './search.ts';
import * as shares from './shares.ts';
import * as sites from './sites.ts';
import * as tools from './tools.ts';
import * as topics from './topics.ts';
import * as training from './training.ts';
import type { AnyRoute } from './route.ts';

const isRoute = (value: unknown): value is AnyRoute =>
  typeof value === 'object' && value !== null && 'method' in value && 'path' in value && 'reply' in value;

/** Every route of `/v1`. */
export const routes: readonly AnyRoute[] = [accounts, sites, budgets, conversations, knowledge, search, backends, prompts, models, tools, experiments, allocation, planning, proof, report, shares, payback, analyze, duels, analytics, topics, training, dataSets, loop, evaluations, evaluationChoices, evaluationPromotion, fineTunes, optimizer, identity]
  .flatMap((room) => Object.values(room as Record<string, unknown>))
  .filter(isRoute);
