import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';

/** Somebody who can sign in; a member of one workspace or more. */
@Entity('person')
@Unique('person_email_key', ['email'])
export class Person {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'person_pk' })
  id: string;

  /** Lower case. */
  @Column('text')
  email: string;

  @Column('text')
  name: string;

  /** Argon2id; null until the invitation is accepted. */
  @Column('text', { nullable: true })
  passwordHash: string | null;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;
}
