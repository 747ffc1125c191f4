import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** Rises with every change, so that each process knows when its index is stale. */
@Entity('knowledge_state')
@ForeignKey('workspace', ['workspaceId'], ['id'], { name: 'knowledge_state_workspace_fk', onDelete: 'CASCADE' })
export class KnowledgeStateRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'knowledge_state_pk' })
  workspaceId: string;

  @Column('bigint', { default: 0, transformer: { to: (value: number) => value, from: (value: string) => Number(value) } })
  revision: number;
}
