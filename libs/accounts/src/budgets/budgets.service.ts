import { Injectable, Logger } from '@nestjs/common';
import type { BudgetScope, ReplyOf, SiteBudgets, Spending, WorkspaceBudgets, readBudgets } from '#contracts';
import { Config, Database, Metrics, Problem, type Asking } from '#platform';
import { Sites } from '../sites.service.ts';
import { Workspaces } from '../workspaces.ts';
import { addSpend, readToday, spentToday, type Spender, type Spent, type SpentToday } from './spend.sql.ts';

/** Answers that end together add to different parts. */
const PARTS = 16;

/** What answers may use in a day: asked before a model is, counted when the answer has ended. */
@Injectable()
export class Budgets {
  private readonly log = new Logger(Budgets.name);
  private readonly refused;

  constructor(
    private readonly db: Database, private readonly sites: Sites, private readonly workspaces: Workspaces, private readonly config: Config, metrics: Metrics,
  ) {
    this.refused = metrics.counter('budget_refusals_total', 'Answers that were not asked for because the budget of the day was used up', ['scope']);
  }

  /**
   * Whose budget is used up, the narrowest first; null while there is some left. Answers under way are not counted yet: they
   * are finished also when they go beyond it.
   *
   * @param usesTokens false for the built-in engine, which costs money only
   * @param before what was used, where that was read already
   */
  async spent(spender: Spender, usesTokens: boolean, before: SpentToday | null = null): Promise<BudgetScope | null> {
    const limits = await this.limitsOf(spender);
    const bounding = (['visitor', 'site', 'workspace'] as const).filter((scope) => limits[scope].dollars !== null || (usesTokens && limits[scope].tokens !== null));
    if (bounding.length === 0) return null;
    const used = before ?? await this.db.inOneTrip(spender.workspaceId, (tx) => spentToday(tx, spender));
    const scope = bounding.find((one) => isSpent(used[one], limits[one], usesTokens)) ?? null;
    if (scope !== null) {
      this.refused.inc({ scope });
      this.log.warn({ event: 'budget.spent', scope, siteId: spender.siteId });
    }
    return scope;
  }

  /** Counts what an answer has used, in the transaction that ends it. */
  async settle(tx: Asking, spender: Spender, spent: Spent): Promise<void> {
    if (spent.tokens > 0 || spent.microUsd > 0) await addSpend(tx, spender, spent, Math.floor(Math.random() * PARTS));
  }

  /** For an answer that no visitor waits for. @throws Problem `budget_spent` */
  async admit(spender: Spender, usesTokens: boolean): Promise<void> {
    if (await this.spent(spender, usesTokens)) throw new Problem('budget_spent');
  }

  /** Counts what such an answer has used. */
  async count(spender: Spender, spent: Spent): Promise<void> {
    await this.db.inOneTrip(spender.workspaceId, (tx) => this.settle(tx, spender, spent));
  }

  async today(workspaceId: string): Promise<ReplyOf<typeof readBudgets>> {
    const { day, timeZone, workspace, sites } = await this.db.inWorkspace(workspaceId, (tx) => readToday(tx, workspaceId));
    return {
      day, timeZone, workspace: spendingOf(workspace),
      sites: sites.map(({ siteId, siteName, visitors, visitorsAtLimit, ...spent }) => ({ siteId, siteName, visitors, visitorsAtLimit, ...spendingOf(spent) })),
    };
  }

  private async limitsOf({ workspaceId, siteId, visitorId }: Spender): Promise<Record<BudgetScope, WorkspaceBudgets>> {
    const [workspace, site] = await Promise.all([this.workspaces.budgetsOf(workspaceId), siteId === null ? null : this.sites.budgetsOf(workspaceId, siteId)]);
    return { workspace, site: site ?? none, visitor: site === null || visitorId === null ? none : this.visitorsOf(site) };
  }

  /** Whoever measures with few visitors widens their limits by the factor, and with them what one may use. */
  private visitorsOf({ visitorTokens, visitorDollars }: SiteBudgets): WorkspaceBudgets {
    const { limitFactor } = this.config;
    return { tokens: visitorTokens && visitorTokens * limitFactor, dollars: visitorDollars && visitorDollars * limitFactor };
  }
}

const none: WorkspaceBudgets = { tokens: null, dollars: null };
const MICRO = 1_000_000;

function isSpent({ tokens, microUsd }: SpentToday[BudgetScope], limit: WorkspaceBudgets, usesTokens: boolean): boolean {
  return (usesTokens && limit.tokens !== null && tokens >= limit.tokens) || (limit.dollars !== null && microUsd >= limit.dollars * MICRO);
}

function spendingOf({ tokens, microUsd, tokenLimit, dollarLimit }: Spent & { tokenLimit: number | null; dollarLimit: number | null }): Spending {
  const dollars = microUsd / MICRO;
  const shares = [tokenLimit === null ? null : tokens / tokenLimit, dollarLimit === null ? null : dollars / dollarLimit].filter((share) => share !== null);
  return { tokens: { used: tokens, limit: tokenLimit }, dollars: { used: dollars, limit: dollarLimit }, share: shares.length === 0 ? null : Math.max(...shares) };
}
