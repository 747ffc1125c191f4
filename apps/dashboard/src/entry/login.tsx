import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import { signIn } from '#contracts';
import { useChange } from '../api.ts';
import { NotSaved } from '../parts/failure.tsx';
import { useClaimed } from '../session.tsx';
import { EntryCard } from './entry-card.tsx';
import { SetupRequired } from './setup-required.tsx';
import { entryWords as words } from './strings.ts';
import { safeAddress, useEnter } from './use-enter.ts';
import css from './entry.module.css';

export function Login(): ReactNode {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [query] = useSearchParams();
  const claimed = useClaimed();
  const open = useChange(signIn);
  const enter = useEnter();
  const back = safeAddress(query.get('back'));
  if (claimed.data?.claimed === false) return <SetupRequired />;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    open.mutate({ email, password }, { onSuccess: (session) => enter(session, back) });
  };
  return (
    <EntryCard title={words.signInTitle} {...(back === '/' ? {} : { text: words.ended })}>
      <form className={css.form} onSubmit={submit}>
        <TextInput label={words.email} type="email" autoComplete="username" required autoFocus value={email} onChange={(e) => setEmail(e.currentTarget.value)} />
        <PasswordInput label={words.password} autoComplete="current-password" required value={password} onChange={(e) => setPassword(e.currentTarget.value)} />
        <NotSaved error={open.error} title={words.notIn} />
        <Button type="submit" loading={open.isPending}>{words.signIn}</Button>
        <p className={css.small}>{words.forgotten}</p>
      </form>
    </EntryCard>
  );
}
