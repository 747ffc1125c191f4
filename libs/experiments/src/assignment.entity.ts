import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** Which variant a unit got. Written once, with the unit's first message, and never changed. */
@Entity('assignment')
@ForeignKey('workspace', ['workspaceId'], ['id'], { name: 'assignment_workspace_fk', onDelete: 'CASCADE' })
@ForeignKey('experiment', ['workspaceId', 'experimentId'], ['workspaceId', 'id'], { name: 'assignment_experiment_fk', onDelete: 'CASCADE' })
@ForeignKey('variant', ['workspaceId', 'variantId'], ['workspaceId', 'id'], { name: 'assignment_variant_fk' })
export class AssignmentRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'assignment_pk' })
  workspaceId: string;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'assignment_pk' })
  experimentId: string;

  @PrimaryColumn('integer', { primaryKeyConstraintName: 'assignment_pk' })
  phase: number;

  /** Of the weights that it was drawn with. */
  @Column('integer')
  epoch: number;

  /** The visitor's or the conversation's id. */
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'assignment_pk' })
  unitId: string;

  @Column('uuid')
  variantId: string;

  @Column('timestamptz', { default: () => 'now()' })
  assignedAt: Date;

  @Column('timestamptz', { nullable: true })
  firstAnsweredAt: Date | null;
}
