import * as accounts from './accounts.ts';
import * as analytics from './analytics.ts';
import * as backends from './backends.ts';
import * as conversations from './conversations.ts';
import * as experiments from './experiments.ts';
import * as knowledge from './knowledge.ts';
import * as models from './models.ts';
import * as search from './search.ts';
import * as sites from './sites.ts';
import * as topics from './topics.ts';
import * as training from './training.ts';
import type { AnyRoute } from './route.ts';

const isRoute = (value: unknown): value is AnyRoute =>
  typeof value === 'object' && value !== null && 'method' in value && 'path' in value && 'reply' in value;

/** Every route of `/v1`. */
export const routes: readonly AnyRoute[] = [accounts, sites, conversations, knowledge, search, backends, models, experiments, analytics, topics, training]
  .flatMap((room) => Object.values(room as Record<string, unknown>))
  .filter(isRoute);
