import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** A trained model as one piece of bytes. Written once, never changed. */
@Entity('artefact')
@ForeignKey('workspace', ['workspaceId'], ['id'], { name: 'artefact_workspace_fk', onDelete: 'CASCADE' })
export class ArtefactRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'artefact_pk' })
  workspaceId: string;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'artefact_pk' })
  id: string;

  /** Of `bytes`; checked at each loading. */
  @Column('bytea')
  sha256: Buffer;

  @Column('bytea')
  bytes: Buffer;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;
}
