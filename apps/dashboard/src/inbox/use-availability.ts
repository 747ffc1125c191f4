import { useSessionStorage } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import { useDesk } from '../desk.tsx';

const useWanted = () => useSessionStorage({ key: 'duet.inbox.available', defaultValue: false, getInitialValueInEffect: false });

/** The server knows it by connection, so each new connection tells it again. */
export function useKeptAvailability(): void {
  const { connection, request } = useDesk();
  const [wanted] = useWanted();
  useEffect(() => {
    if (connection === 'live' && wanted) void request('desk.available', { on: true });
  }, [connection, wanted, request]);
}

export interface Availability {
  on: boolean;
  busy: boolean;
  /** Why the last change did not reach the server. */
  refusal: string | null;
  set: (on: boolean) => void;
}

/** Whether this member takes conversations over, as long as the tab stays open. */
export function useAvailability(): Availability {
  const { request } = useDesk();
  const [on, setOn] = useWanted();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const set = (wanted: boolean): void => {
    setBusy(true);
    void request('desk.available', { on: wanted }).then((ack) => {
      setBusy(false);
      setRefusal(ack.ok ? null : ack.title);
      if (ack.ok) setOn(wanted);
    });
  };
  return { on, busy, refusal, set };
}
