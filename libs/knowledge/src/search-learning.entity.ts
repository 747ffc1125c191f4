import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { SearchReport, SearchWeights } from '#contracts';

/** How much each way of searching counts in a workspace, and what that was learnt from. */
@Entity('search_learning')
@ForeignKey('workspace', ['workspaceId'], ['id'], { name: 'search_learning_workspace_fk', onDelete: 'CASCADE' })
export class SearchLearningRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'search_learning_pk' })
  workspaceId: string;

  /** Counts the learnings, so that each process knows when its index holds older weights. */
  @Column('integer')
  number: number;

  /** Of the knowledge that it was learnt from. */
  @Column('bigint', { transformer: { to: (value: number) => value, from: (value: string) => Number(value) } })
  revision: number;

  /** Null: equal shares. */
  @Column('jsonb', { nullable: true })
  weights: SearchWeights | null;

  @Column('jsonb')
  report: SearchReport;

  @Column('timestamptz', { default: () => 'now()' })
  learntAt: Date;
}
