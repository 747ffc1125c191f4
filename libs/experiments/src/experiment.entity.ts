import type { Allocation, Decision, ExperimentState, GrowthBookSplit, Proof, Ramp, Targeting } from '#contracts';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** A comparison of backend versions on one site's visitors. */
@Entity('experiment')
@Check('experiment_state_check', `state in ('draft', 'running', 'paused', 'stopped')`)
@Check('experiment_unit_check', `unit in ('visitor', 'conversation')`)
@Check('experiment_traffic_check', `traffic in ('live', 'replay', 'test')`)
@Check('experiment_coverage_check', 'coverage between 0 and 10000')
@ForeignKey('workspace', ['workspaceId'], ['id'], { name: 'experiment_workspace_fk', onDelete: 'CASCADE' })
@ForeignKey('site', ['workspaceId', 'siteId'], ['workspaceId', 'id'], { name: 'experiment_site_fk' })
@Check('experiment_slice_check', '0 <= slice_from and slice_from < slice_to and slice_to <= 10000')
@Index('experiment_open_index', ['workspaceId', 'siteId', 'traffic'], { where: `state in ('running', 'paused')` })
export class ExperimentRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'experiment_pk' })
  workspaceId: string;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'experiment_pk' })
  id: string;

  @Column('uuid')
  siteId: string;

  @Column('text')
  name: string;

  @Column('text', { default: '' })
  hypothesis: string;

  @Column('text')
  state: ExperimentState;

  /** Counts from 1; changed variants open a new one, with new salts. */
  @Column('integer', { default: 1 })
  phase: number;

  /** Counts from 1 within the phase; changed weights open a new one. */
  @Column('integer', { default: 1 })
  epoch: number;

  @Column('text')
  unit: 'visitor' | 'conversation';

  @Column('text')
  traffic: 'live' | 'replay' | 'test';

  /** Out of 10,000. */
  @Column('integer')
  coverage: number;

  /** By which steps coverage still rises. */
  @Column('jsonb', { default: () => `'[]'` })
  ramp: Ramp;

  /** Places of the site's layer whose visitors it may take, of 10,000; the last one is not among them. */
  @Column('integer', { default: 0 })
  sliceFrom: number;

  @Column('integer', { default: 10_000 })
  sliceTo: number;

  /** What must hold of a visitor; nothing: everybody takes part. */
  @Column('jsonb', { default: () => `'[]'` })
  targeting: Targeting;

  /** The layer's, kept here so that one row tells all that is drawn with. */
  @Column('text')
  layerSalt: string;

  @Column('text')
  exposureSalt: string;

  @Column('text')
  variantSalt: string;

  @Column('boolean', { default: false })
  crossEngineFallback: boolean;

  @Column('integer')
  plannedRatings: number;

  /** What the verdict is given on. */
  @Column('jsonb')
  decision: Decision;

  /** Draws as this split of GrowthBook does; null: as Duet does. */
  @Column('jsonb', { nullable: true })
  growthbook: GrowthBookSplit | null;

  /** Whether the weights stay as set or follow what is measured. */
  @Column('jsonb', { default: () => `'{"kind": "fixed"}'` })
  allocation: Allocation;

  /** The rules tried on this experiment's own visitors; of the phase in which somebody last asked. */
  @Column('jsonb', { nullable: true })
  proof: (Proof & { phase: number }) | null;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;

  @Column('timestamptz', { nullable: true })
  startedAt: Date | null;

  @Column('timestamptz', { nullable: true })
  stoppedAt: Date | null;

  /** Put away: not listed any more. */
  @Column('timestamptz', { nullable: true })
  archivedAt: Date | null;
}
