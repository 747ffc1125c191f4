import { Button, PasswordInput } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { useParams } from 'react-router';
import { acceptInvite } from '#contracts';
import { useChange } from '../api.ts';
import { NotSaved } from '../parts/failure.tsx';
import { EntryCard } from './entry-card.tsx';
import { entryWords as words } from './strings.ts';
import { useEnter } from './use-enter.ts';
import css from './entry.module.css';

/** What an invitation link opens. */
export function Invite(): ReactNode {
  const { token = '' } = useParams();
  const [password, setPassword] = useState('');
  const accept = useChange(acceptInvite);
  const enter = useEnter();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    accept.mutate({ token, password }, { onSuccess: (session) => enter(session) });
  };
  return (
    <EntryCard title={words.inviteTitle} text={words.inviteText}>
      <form className={css.form} onSubmit={submit}>
        <PasswordInput
          label={words.newPassword} description={words.passwordHint} autoComplete="new-password" required autoFocus minLength={12} maxLength={128}
          value={password} onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <NotSaved error={accept.error} />
        <Button type="submit" loading={accept.isPending}>{words.invite}</Button>
      </form>
    </EntryCard>
  );
}
