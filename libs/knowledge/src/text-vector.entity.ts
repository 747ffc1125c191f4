import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** What the encoder made of a text once; saves doing it again. */
@Entity('text_vector')
@ForeignKey('workspace', ['workspaceId'], ['id'], { name: 'text_vector_workspace_fk', onDelete: 'CASCADE' })
export class TextVectorRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'text_vector_pk' })
  workspaceId: string;

  /** Name and version: vectors of different encoders never meet. */
  @PrimaryColumn('text', { primaryKeyConstraintName: 'text_vector_pk' })
  encoder: string;

  @PrimaryColumn('bytea', { primaryKeyConstraintName: 'text_vector_pk' })
  textSha256: Buffer;

  /** 512 float32, little-endian, below the top layer: where training starts. */
  @Column('bytea')
  pooled: Buffer;

  /** The same of the finished unit vector: making it again on the main thread would stall the server for seconds. */
  @Column('bytea')
  vector: Buffer;
}
