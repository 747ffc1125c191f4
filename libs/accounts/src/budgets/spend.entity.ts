import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { BudgetScope } from '#contracts';

/** What answers have used in a day: of one visitor, of a site or of the workspace. Sums over the parts. */
@Entity('spend')
@ForeignKey('workspace', ['workspaceId'], ['id'], { name: 'spend_workspace_fk', onDelete: 'CASCADE' })
@ForeignKey('site', ['workspaceId', 'siteId'], ['workspaceId', 'id'], { name: 'spend_site_fk', onDelete: 'CASCADE' })
@Index('spend_day_index', ['workspaceId', 'day'])
@Check('spend_scope_check', `scope in ('visitor', 'site', 'workspace')`)
export class SpendRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'spend_pk' })
  workspaceId: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'spend_pk' })
  scope: BudgetScope;

  /** The visitor, the site or the workspace. */
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'spend_pk' })
  subjectId: string;

  /** In the workspace's time zone. */
  @PrimaryColumn('date', { primaryKeyConstraintName: 'spend_pk' })
  day: string;

  /** Answers that end together add to different parts and do not wait for each other. */
  @PrimaryColumn('integer', { primaryKeyConstraintName: 'spend_pk' })
  part: number;

  /** Null for the workspace. */
  @Column('uuid', { nullable: true })
  siteId: string | null;

  @Column('bigint')
  tokens: string;

  @Column('bigint')
  microUsd: string;
}
