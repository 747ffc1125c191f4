import { Check, Column, Entity, PrimaryColumn } from 'typeorm';
import { WorkspaceBudgetColumns } from './budgets/budget-columns.entity.ts';

/** One company with everything that is its own. Owns rows; is itself owned by nobody. */
@Entity('workspace')
@Check('workspace_budgets_check', 'budget_tokens > 0 and budget_dollars > 0')
export class WorkspaceRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'workspace_pk' })
  id: string;

  @Column('text')
  name: string;

  /** IANA time zone in which days are counted. */
  @Column('text', { default: 'UTC' })
  timeZone: string;

  /** Dollars. */
  @Column('double precision', { default: () => '0.04' })
  cpuPricePerHour: number;

  @Column(() => WorkspaceBudgetColumns, { prefix: false })
  budgets: WorkspaceBudgetColumns;

  @Column('boolean', { default: false })
  demo: boolean;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;
}
