import { createContext, use, useMemo } from 'react';
import type { ReactNode } from 'react';
import { Navigate, useLocation } from 'react-router';
import { readSession, readSetup } from '#contracts';
import type { Permission, Session } from '#contracts';
import { useRead } from './api.ts';
import { SetupRequired } from './entry/setup-required.tsx';
import { Failure } from './parts/failure.tsx';
import { Late } from './parts/late.tsx';
import { ShellSkeleton } from './shell/shell-skeleton.tsx';

const Current = createContext<Session | null>(null);

const useSessionReading = () => useRead(readSession, {});
export const useClaimed = () => useRead(readSetup, {});

/** Who is signed in. Only below `SignedIn` or `Guest`. */
export function useSession(): Session {
  const session = use(Current);
  if (!session) throw new Error('useSession is called outside SignedIn');
  return session;
}

/** Stands in for a session where somebody reads without one: a member of nothing, who may do nothing. */
export function Guest({ workspace, children }: { workspace: Session['workspace']; children: ReactNode }): ReactNode {
  const guest = useMemo((): Session => ({ person: { id: '', name: '', email: '' }, memberId: null, workspace, role: 'agent', permissions: [] }), [workspace]);
  return <Current value={guest}>{children}</Current>;
}

export const useMay = (permission: Permission): boolean => useSession().permissions.includes(permission);

/** Lets members through; leads everybody else to the page on which they can become one. */
export function SignedIn({ children }: { children: ReactNode }): ReactNode {
  const session = useSessionReading();
  const { pathname, search } = useLocation();
  if (session.error?.code === 'unauthenticated') {
    return <Navigate to={`/login?back=${encodeURIComponent(pathname + search)}`} replace />;
  }
  if (session.error?.code === 'setup_required') return <SetupRequired />;
  if (session.data) return <Current value={session.data}>{children}</Current>;
  if (session.error) return <Failure error={session.error} again={() => void session.refetch()} wholePage />;
  return <Late><ShellSkeleton /></Late>;
}
