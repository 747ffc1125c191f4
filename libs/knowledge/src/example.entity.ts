import type { Example } from '#contracts';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

/** A labelled question. */
@Entity('example')
@Check('example_part_check', `part in ('train', 'test')`)
@Check('example_source_check', `source in ('import', 'demo', 'hand', 'agent')`)
@ForeignKey('workspace', ['workspaceId'], ['id'], { name: 'example_workspace_fk', onDelete: 'CASCADE' })
@ForeignKey('intent', ['workspaceId', 'intentId'], ['workspaceId', 'id'], { name: 'example_intent_fk', onDelete: 'CASCADE' })
@ForeignKey('data_set_turn', ['workspaceId', 'dataSetId', 'dataSetNumber'], ['workspaceId', 'dataSetId', 'number'], { name: 'example_data_set_turn_fk', onDelete: 'SET NULL' })
@Unique('example_text_key', ['workspaceId', 'part', 'normalised'])
@Index('example_intent_index', ['workspaceId', 'intentId'])
@Index('example_data_set_index', ['workspaceId', 'dataSetId', 'dataSetNumber'], { where: 'data_set_id is not null' })
export class ExampleRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'example_pk' })
  workspaceId: string;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'example_pk' })
  id: string;

  /** Null: out of scope. */
  @Column('uuid', { nullable: true })
  intentId: string | null;

  @Column('text')
  text: string;

  /** Two texts with the same one are the same question; see `textKey`. */
  @Column('text')
  normalised: string;

  @Column('text')
  part: Example['part'];

  @Column('text')
  source: Example['source'];

  /** With its number, the example of a data set that it was approved from; null: from elsewhere, or the data set was deleted. */
  @Column('uuid', { nullable: true })
  dataSetId: string | null;

  @Column('integer', { nullable: true })
  dataSetNumber: number | null;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;
}
