import type { TopicRefresh, TopicTraffic } from '#contracts';
import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** How the last grouping of a workspace's unanswered questions went, or goes. */
@Entity('topic_refresh')
@ForeignKey('workspace', ['workspaceId'], ['id'], { name: 'topic_refresh_workspace_fk', onDelete: 'CASCADE' })
@Check('topic_refresh_traffic_check', `traffic in ('live', 'replay')`)
@Check('topic_refresh_state_check', `state in ('waiting', 'running', 'done', 'failed')`)
@Check('topic_refresh_stage_check', `stage in ('reading', 'embedding', 'grouping', 'suggesting')`)
export class TopicRefreshRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'topic_refresh_pk' })
  workspaceId: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'topic_refresh_pk' })
  traffic: TopicTraffic;

  @Column('text')
  state: Exclude<TopicRefresh['state'], 'never'>;

  @Column('text', { default: 'reading' })
  stage: TopicRefresh['stage'];

  @Column('integer', { default: 0 })
  done: number;

  @Column('integer', { default: 0 })
  total: number;

  @Column('integer', { default: 0 })
  questions: number;

  @Column('integer', { default: 0 })
  ungrouped: number;

  @Column('integer', { default: 0 })
  found: number;

  @Column('integer')
  days: number;

  @Column('timestamptz', { nullable: true })
  startedAt: Date | null;

  @Column('timestamptz', { nullable: true })
  finishedAt: Date | null;

  @Column('text', { nullable: true })
  errorCode: string | null;
}
