import { Check, Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import type { Tool, ToolArgument } from '#contracts';

/** One call over HTTP that a language model may ask for. */
@Entity('tool')
@ForeignKey('workspace', ['workspaceId'], ['id'], { name: 'tool_workspace_fk', onDelete: 'CASCADE' })
@Unique('tool_name_key', ['workspaceId', 'name'])
@Check('tool_method_check', `method in ('GET', 'POST')`)
export class ToolRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'tool_pk' })
  workspaceId: string;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'tool_pk' })
  id: string;

  /** By which prompt packs and models call it; never changed. */
  @Column('text')
  name: string;

  @Column('text')
  description: string;

  @Column('jsonb', { default: () => `'[]'` })
  arguments: ToolArgument[];

  @Column('text')
  method: Tool['method'];

  /** With placeholders in path and query. */
  @Column('text')
  url: string;

  @Column('text', { array: true, default: () => `'{}'` })
  headerNames: string[];

  /** What the headers hold, as JSON by name, sealed for this row; null without any. */
  @Column('bytea', { nullable: true })
  sealedHeaders: Buffer | null;

  @Column('integer')
  timeoutMs: number;

  /** JSON pointers to what a model is shown. */
  @Column('text', { array: true })
  fields: string[];

  /** Of what a model is shown, in UTF-16 units. */
  @Column('integer')
  maxLength: number;

  @Column('boolean', { default: false })
  sideEffects: boolean;

  @Column('boolean', { default: false })
  needsIdentity: boolean;

  @Column('boolean', { default: true })
  enabled: boolean;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;
}
