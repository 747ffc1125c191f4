import { Check, Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';

/** A backend version with its share of the visitors, in one phase of an experiment. */
@Entity('variant')
@Check('variant_weight_check', 'weight between 0 and 10000')
@Check('variant_twin_check', 'not (is_twin and is_control)')
@ForeignKey('workspace', ['workspaceId'], ['id'], { name: 'variant_workspace_fk', onDelete: 'CASCADE' })
@ForeignKey('experiment', ['workspaceId', 'experimentId'], ['workspaceId', 'id'], { name: 'variant_experiment_fk', onDelete: 'CASCADE' })
@ForeignKey('backend_version', ['workspaceId', 'backendVersionId'], ['workspaceId', 'id'], { name: 'variant_backend_version_fk' })
@Unique('variant_position_key', ['workspaceId', 'experimentId', 'phase', 'position'])
export class VariantRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'variant_pk' })
  workspaceId: string;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'variant_pk' })
  id: string;

  @Column('uuid')
  experimentId: string;

  @Column('integer')
  phase: number;

  /** The order is part of the draw. */
  @Column('integer')
  position: number;

  @Column('text')
  name: string;

  @Column('uuid')
  backendVersionId: string;

  /** Out of 10,000, as it is now; earlier ones are kept by the epochs. */
  @Column('integer')
  weight: number;

  @Column('boolean')
  isControl: boolean;

  /** The A/A check: the control's own version, and no candidate. */
  @Column('boolean', { default: false })
  isTwin: boolean;
}
