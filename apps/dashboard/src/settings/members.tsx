import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Member, Role } from '#contracts';
import { DataTable } from '../charts/data-table.tsx';
import { ago } from '../format.ts';
import { Confirm } from '../parts/confirm.tsx';
import { Failure } from '../parts/failure.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { RowsSkeleton } from '../parts/skeletons.tsx';
import { useMay, useSession } from '../session.tsx';
import { partWords } from '../strings.ts';
import { useChangeMember, useMembers, useRemoveMember } from './data.ts';
import { NewMember } from './new-member.tsx';
import { RoleSelect } from './role-select.tsx';
import { roleNames, words } from './strings.ts';
import css from './settings.module.css';

const text = words.members;

export function Members(): ReactNode {
  const { person } = useSession();
  const may = useMay('members:write');
  const reading = useMembers();
  const change = useChangeMember();
  const remove = useRemoveMember();
  const [leaving, setLeaving] = useState<Member | null>(null);
  const now = new Date();
  const close = () => {
    setLeaving(null);
    remove.reset();
  };
  const give = (member: Member, role: Role) =>
    change.mutate({ id: member.id, role }, { onSuccess: () => notifications.show({ message: text.roleChanged(member.name, roleNames[role]) }) });
  const columns = [
    {
      head: text.name,
      cell: ({ id, name }: Member) => <><span className={css.clip} title={name}>{name}</span>{id === person.id && <span className={css.soft}> ({text.you})</span>}</>,
    },
    { head: text.email, cell: ({ email }: Member) => <span className={css.clip} title={email}>{email}</span> },
    {
      head: text.role,
      cell: (member: Member) => may
        ? <RoleSelect ariaLabel={text.roleOf(member.name)} value={member.role} disabled={change.isPending} onChange={(role) => give(member, role)} />
        : roleNames[member.role],
    },
    { head: text.lastSeen, cell: ({ lastSeenAt }: Member) => lastSeenAt ? ago(lastSeenAt, now) : <span className={css.soft}>{text.never}</span> },
    ...(may ? [{ head: <span className="visually-hidden">{partWords.actions}</span>, cell: (member: Member) => <Button size="compact-xs" variant="subtle" color="gray" onClick={() => setLeaving(member)} aria-label={`${text.remove} ${member.name}`}>{text.remove}</Button> }] : []),
  ];
  return (
    <>
      {may && <div className={css.bar}><NewMember /></div>}
      {change.error && <Failure error={change.error} title={text.roleFailed} />}
      <Loaded reading={reading} skeleton={<RowsSkeleton rows={4} />}>
        {({ items }) => <DataTable framed caption={text.title} rows={items} keyOf={({ id }) => id} columns={columns} />}
      </Loaded>
      {leaving && (
        <Confirm
          opened danger onClose={close} verb={text.removeVerb} consequence={text.removeConsequence(leaving.name)} typed={leaving.name}
          busy={remove.isPending} error={remove.error} onConfirm={() => remove.mutate({ id: leaving.id }, { onSuccess: close })}
        />
      )}
    </>
  );
}
