import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** Questions with what is expected of their answers. A trigger keeps the cases of a frozen set as they are. */
@Entity('evaluation_set')
@ForeignKey('workspace', ['workspaceId'], ['id'], { name: 'evaluation_set_workspace_fk', onDelete: 'CASCADE' })
@Check('evaluation_set_frozen_check', `(frozen_at is null) = (sha256 is null)`)
export class EvaluationSetRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'evaluation_set_pk' })
  workspaceId: string;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'evaluation_set_pk' })
  id: string;

  @Column('text')
  name: string;

  @Column('text', { default: '' })
  note: string;

  @Column('timestamptz', { nullable: true })
  frozenAt: Date | null;

  /** Of all cases in their order; null until frozen. */
  @Column('text', { nullable: true })
  sha256: string | null;

  /** Name of the member or API key. */
  @Column('text')
  createdBy: string;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;
}
