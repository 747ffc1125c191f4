import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { readSession, readSetup } from '#contracts';
import type { Session } from '#contracts';

/** Only addresses of this dashboard: `//elsewhere` would leave it. */
export const safeAddress = (back: string | null): string => (back && /^\/(?![/\\])/.test(back) ? back : '/');

/** Takes up the session that the server just opened and goes on to `to`. */
export function useEnter(): (session: Session, to?: string) => void {
  const queries = useQueryClient();
  const go = useNavigate();
  return (session, to = '/') => {
    queries.setQueryData([readSession.path, {}], session);
    queries.setQueryData([readSetup.path, {}], { claimed: true });
    void go(to, { replace: true });
  };
}
