import { Check, Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import { SiteBudgetColumns } from './budgets/budget-columns.entity.ts';
import { SiteLimitColumns } from './site-limits.entity.ts';

/** A web site that shows the chat. */
@Entity('site')
@ForeignKey('workspace', ['workspaceId'], ['id'], { name: 'site_workspace_fk', onDelete: 'CASCADE' })
@ForeignKey('backend_version', ['workspaceId', 'defaultBackendVersionId'], ['workspaceId', 'id'], { name: 'site_default_backend_version_fk' })
@ForeignKey('backend', ['workspaceId', 'followsBackendId'], ['workspaceId', 'id'], { name: 'site_follows_backend_fk' })
@Unique('site_public_key_key', ['publicKey'])
@Check('site_holdout_check', 'holdout between 0 and 2000')
@Check('site_follows_check', 'follows_backend_id is null or default_backend_version_id is not null')
@Check('site_limits_check', 'messages_per_minute > 0 and messages_at_once > 0 and conversations_per_day > 0 and messages_per_address > 0 and longest_message > 0')
@Check('site_budgets_check', 'budget_visitor_tokens > 0 and budget_visitor_dollars > 0 and budget_tokens > 0 and budget_dollars > 0')
export class SiteRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'site_pk' })
  workspaceId: string;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'site_pk' })
  id: string;

  @Column('text')
  name: string;

  @Column('text')
  publicKey: string;

  /** Empty: this machine only. */
  @Column('text', { array: true, default: () => `'{}'` })
  allowedOrigins: string[];

  @Column('uuid', { nullable: true })
  defaultBackendVersionId: string | null;

  /** Backend whose version labelled production is the default; null: chosen by hand. */
  @Column('uuid', { nullable: true })
  followsBackendId: string | null;

  /** Visitors out of 10,000 who never take part in an experiment. */
  @Column('integer', { default: 0 })
  holdout: number;

  @Column('text')
  greeting: string;

  @Column('text', { default: '#3b5bdb' })
  accentColour: string;

  @Column(() => SiteLimitColumns, { prefix: false })
  limits: SiteLimitColumns;

  @Column(() => SiteBudgetColumns, { prefix: false })
  budgets: SiteBudgetColumns;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;
}
