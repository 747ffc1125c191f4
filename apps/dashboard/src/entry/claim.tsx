import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { Link, useParams } from 'react-router';
import { claimSetup } from '#contracts';
import { useChange } from '../api.ts';
import { NotSaved } from '../parts/failure.tsx';
import { useClaimed } from '../session.tsx';
import { EntryCard } from './entry-card.tsx';
import { entryWords as words } from './strings.ts';
import { useEnter } from './use-enter.ts';
import css from './entry.module.css';

/** What the printed setup link opens. */
export function Claim(): ReactNode {
  const { token = '' } = useParams();
  const [person, setPerson] = useState({ name: '', email: '', password: '' });
  const claimed = useClaimed();
  const claim = useChange(claimSetup);
  const enter = useEnter();
  const field = (name: keyof typeof person) => ({
    required: true, value: person[name],
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      setPerson((before) => ({ ...before, [name]: value }));
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    claim.mutate({ token, ...person }, { onSuccess: (session) => enter(session) });
  };
  if (claimed.data?.claimed && !claim.isSuccess) {
    return <EntryCard title={words.claimedTitle} text={words.claimedText}><Button component={Link} to="/login" mt="lg">{words.signIn}</Button></EntryCard>;
  }
  return (
    <EntryCard title={words.claimTitle} text={words.claimText}>
      <form className={css.form} onSubmit={submit}>
        <TextInput label={words.name} autoComplete="name" autoFocus maxLength={120} {...field('name')} />
        <TextInput label={words.email} type="email" autoComplete="username" {...field('email')} />
        <PasswordInput label={words.newPassword} description={words.passwordHint} autoComplete="new-password" minLength={12} maxLength={128} {...field('password')} />
        <NotSaved error={claim.error} />
        <Button type="submit" loading={claim.isPending}>{words.claim}</Button>
      </form>
    </EntryCard>
  );
}
