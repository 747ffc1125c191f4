import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { BackendKind } from '#contracts';

/** A way of making answers; what it does now is its newest version. */
@Entity('backend')
@ForeignKey('workspace', ['workspaceId'], ['id'], { name: 'backend_workspace_fk', onDelete: 'CASCADE' })
@Check('backend_kind_check', `kind in ('prompt', 'fine_tuned', 'hybrid')`)
export class BackendRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'backend_pk' })
  workspaceId: string;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'backend_pk' })
  id: string;

  @Column('text')
  name: string;

  @Column('text')
  kind: BackendKind;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;
}
