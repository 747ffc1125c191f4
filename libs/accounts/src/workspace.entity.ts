import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One company with everything that is its own. Owns rows; is itself owned by nobody. */
@Entity('workspace')
export class WorkspaceRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'workspace_pk' })
  id: string;

  @Column('text')
  name: string;

  /** IANA time zone in which days are counted. */
  @Column('text', { default: 'UTC' })
  timeZone: string;

  /** Dollars. */
  @Column('double precision', { default: () => '0.04' })
  cpuPricePerHour: number;

  @Column('boolean', { default: false })
  demo: boolean;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;
}
