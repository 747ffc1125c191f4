import { Column } from 'typeorm';
import type { SiteBudgets, WorkspaceBudgets } from '#contracts';

/** What all answers of a workspace together may use in a day: columns of `workspace`. */
export class WorkspaceBudgetColumns implements WorkspaceBudgets {
  @Column('double precision', { name: 'budget_tokens', nullable: true })
  tokens: number | null;

  @Column('double precision', { name: 'budget_dollars', nullable: true })
  dollars: number | null;
}

/** What a site's answers may use in a day: columns of `site`. */
export class SiteBudgetColumns implements SiteBudgets {
  @Column('double precision', { name: 'budget_visitor_tokens', nullable: true, default: 500_000 })
  visitorTokens: number | null;

  @Column('double precision', { name: 'budget_visitor_dollars', nullable: true })
  visitorDollars: number | null;

  @Column('double precision', { name: 'budget_tokens', nullable: true })
  tokens: number | null;

  @Column('double precision', { name: 'budget_dollars', nullable: true })
  dollars: number | null;
}
