import { useState } from 'preact/hooks';
import type { Chat } from '#contracts';
import { strings } from './strings.ts';

interface Props {
  conversation: Chat;
  onEmail: (address: string) => void;
}

/** The visitor asked for a person: the place in the queue, or, when nobody is there, the way to be written to. */
export function WaitingCard({ conversation, onEmail }: Props) {
  const { queuePosition, teamAway, email: known } = conversation;
  const [email, setEmail] = useState('');
  const [wrong, setWrong] = useState(false);
  if (!teamAway) {
    return (
      <div class="card" role="status">
        <p class="heading">{strings.queue(queuePosition ?? 1)}</p>
        <p>{strings.queueHint}</p>
      </div>
    );
  }
  if (known !== null) return <div class="card" role="status">{strings.emailLeft(known)}</div>;
  const submit = (): void => {
    const address = email.trim();
    const isAddress = /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(address);
    setWrong(!isAddress);
    if (isAddress) onEmail(address);
  };
  return (
    <form class="card" noValidate onSubmit={(event) => {
      event.preventDefault();
      submit();
    }}>
      <p class="heading">{strings.away}</p>
      <label>
        {strings.email}
        <input type="email" autocomplete="email" maxLength={254} value={email} aria-invalid={wrong} onInput={(event) => setEmail(event.currentTarget.value)} />
      </label>
      {wrong && <p class="wrong" role="alert">{strings.emailWrong}</p>}
      <div class="actions"><button type="submit" class="main">{strings.emailSend}</button></div>
    </form>
  );
}
