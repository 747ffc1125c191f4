import { z } from 'zod';
import { Day, Id, Nothing } from './primitives.ts';
import { route } from './route.ts';

/** Bounds of a budget, and what a visitor may use until somebody changes it: far more than a person asks in a day. */
export const budgetBounds = { tokens: { least: 1_000, most: 1_000_000_000_000 }, dollars: { least: 0.01, most: 1_000_000 }, usualVisitorTokens: 500_000 } as const;

/** Tokens in and out of language models, a day of the workspace's time zone; null: as many as are asked for. */
const Tokens = z.number().int().min(budgetBounds.tokens.least).max(budgetBounds.tokens.most).nullable();
/** Dollars a day, the built-in engine's processor time included; null: whatever it costs. */
const Dollars = z.number().min(budgetBounds.dollars.least).max(budgetBounds.dollars.most).nullable();

/** What all answers of a workspace together may use in a day. */
export const WorkspaceBudgets = z.strictObject({ tokens: Tokens, dollars: Dollars });
export type WorkspaceBudgets = z.output<typeof WorkspaceBudgets>;

/** What a site's answers may use in a day; whoever asks more is offered a person. */
export const SiteBudgets = z.strictObject({
  /** Of one visitor. */
  visitorTokens: Tokens,
  /** Of one visitor. */
  visitorDollars: Dollars,
  /** Of all visitors together. */
  tokens: Tokens,
  /** Of all visitors together. */
  dollars: Dollars,
});
export type SiteBudgets = z.output<typeof SiteBudgets>;

/** Whose budget is meant. */
export const BudgetScope = z.enum(['visitor', 'site', 'workspace']);
export type BudgetScope = z.output<typeof BudgetScope>;

/** From this share of a budget on the dashboard warns. */
export const BUDGET_WARNING = 0.8;

const Used = z.object({ used: z.number(), limit: z.number().nullable() });
const Spending = z.object({
  tokens: Used, dollars: Used,
  /** The larger of the two shares, 1 is all; null without a limit. */
  share: z.number().nullable(),
});
export type Spending = z.output<typeof Spending>;

export const SiteSpending = Spending.extend({
  siteId: Id, siteName: z.string(),
  /** Visitors who used something today, and those among them who used all that one visitor may. */
  visitors: z.number().int(), visitorsAtLimit: z.number().int(),
});
export type SiteSpending = z.output<typeof SiteSpending>;

export const readBudgets = route({
  method: 'GET', path: '/v1/budgets', summary: 'What today’s answers have used of the daily budgets', input: Nothing,
  reply: z.object({ day: Day, timeZone: z.string(), workspace: Spending, sites: z.array(SiteSpending) }),
});
