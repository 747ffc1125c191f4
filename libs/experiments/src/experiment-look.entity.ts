import type { Look } from '#contracts';
import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** What was known of a running experiment at one moment: its bounds are what all looks leave. Never rewritten. */
@Entity('experiment_look')
@ForeignKey('workspace', ['workspaceId'], ['id'], { name: 'experiment_look_workspace_fk', onDelete: 'CASCADE' })
@ForeignKey('experiment', ['workspaceId', 'experimentId'], ['workspaceId', 'id'], { name: 'experiment_look_experiment_fk', onDelete: 'CASCADE' })
export class ExperimentLook {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'experiment_look_pk' })
  workspaceId: string;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'experiment_look_pk' })
  experimentId: string;

  @PrimaryColumn('integer', { primaryKeyConstraintName: 'experiment_look_pk' })
  phase: number;

  @PrimaryColumn('timestamptz', { primaryKeyConstraintName: 'experiment_look_pk', default: () => 'now()' })
  at: Date;

  /** Assigned by then. */
  @Column('integer')
  units: number;

  /** Smallest sequential p-value of the sample ratio so far. */
  @Column('double precision')
  ratioP: number;

  @Column('jsonb')
  differences: Look['differences'];
}
